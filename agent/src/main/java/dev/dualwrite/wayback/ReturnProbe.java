package dev.dualwrite.wayback;

import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.SharedConnection;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Proves before authority moves that it can move back: writes one row of each table of the coming
 * primary to the coming secondary, and rolls it back.
 *
 * <p>Costs about a dozen round trips a table, most of them for the schemas, so it belongs before
 * the moment in which the application waits. Used by one thread.
 */
public final class ReturnProbe {
  private final Database from;
  private final Database to;
  private final Predicate<String> included;
  private final SharedConnection fromConnection;
  private final SharedConnection toConnection;
  private final SchemaReader fromReader;
  private final SchemaReader toReader;
  private final CachedSchema fromSchema;
  private final CachedSchema toSchema;
  private final Secondary counterparts;

  /**
   * Makes a probe, which reads both schemas afresh.
   *
   * @param from the coming primary
   * @param to the coming secondary
   * @param mapping what new calls or holds otherwise than old
   * @param included tells by a table's qualified name on old whether it takes part
   */
  public ReturnProbe(Database from, Database to, Mapping mapping, Predicate<String> included) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
    this.included = Objects.requireNonNull(included, "included");
    this.fromConnection = new SharedConnection(from.connections());
    this.toConnection = new SharedConnection(to.connections());
    this.fromReader = new SchemaReader(from.dialect(), fromConnection);
    this.toReader = new SchemaReader(to.dialect(), toConnection);
    this.fromSchema = new CachedSchema(fromReader);
    this.toSchema = new CachedSchema(toReader);
    this.counterparts =
        new Secondary(
            to.dialect(), toSchema, from.dialect(), fromSchema::home, mapping.from(from.side()));
  }

  /**
   * Tries all tables.
   *
   * @throws SQLException when one of the databases can't be asked now
   */
  public ReturnProof run() throws SQLException {
    long begin = System.nanoTime();
    List<TableReturn> found = new ArrayList<>();
    try (SharedConnection readsFrom = fromConnection;
        SharedConnection readsTo = toConnection;
        ProbeSession source = ProbeSession.open(from);
        ProbeSession target = ProbeSession.open(to)) {
      TableProbe probe = new TableProbe(from, to, source, target);
      Set<String> unsafe = withoutRollback(target);
      Set<TableName> unreached = new LinkedHashSet<>(toReader.tables());
      for (TableName name : fromReader.tables()) {
        if (includes(name, from.side())) {
          found.add(probe(name, probe, unsafe, unreached));
        }
      }
      for (TableName name : unreached) {
        if (includes(name, to.side())) {
          found.add(oneSided(name, to.side()));
        }
      }
    }
    return new ReturnProof(found, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private TableReturn probe(
      TableName name, TableProbe probe, Set<String> unsafe, Set<TableName> unreached)
      throws SQLException {
    TableDescription source =
        fromSchema
            .table(name, Namespace.unknown())
            .orElseThrow(() -> notLookedUp(name, from.side()));
    Optional<TableDescription> destination = counterparts.table(source);
    if (destination.isPresent()) {
      unreached.remove(destination.get().name());
      return probe(source, destination.get(), probe, unsafe);
    }
    if (unreached.stream().anyMatch(each -> each.name().equalsIgnoreCase(name.name()))) {
      throw notLookedUp(name, to.side());
    }
    return oneSided(name, from.side());
  }

  private TableReturn probe(
      TableDescription source, TableDescription destination, TableProbe probe, Set<String> unsafe)
      throws SQLException {
    TableName name = destination.name();
    Optional<String> misfit = ColumnFit.misfit(source, destination, to.side());
    if (misfit.isPresent()) {
      return TableReturn.of(name, TableReturn.Outcome.FAILED, misfit.get());
    }
    if (!source.hasPrimaryKey()) {
      return TableReturn.of(
          name, TableReturn.Outcome.NOT_TRIED, "has no primary key, so no row was tried");
    }
    if (unsafe.contains(name.name())) {
      return TableReturn.of(
          name, TableReturn.Outcome.NOT_TRIED, "can't undo writes, so no row was tried");
    }
    return probe.probe(source, destination);
  }

  private static SQLException notLookedUp(TableName name, Side side) {
    return new SQLException(
        "table " + name + " can't be looked up on " + side.label() + " now", "42S02");
  }

  private TableReturn oneSided(TableName name, Side side) {
    return TableReturn.of(
        name,
        TableReturn.Outcome.FAILED,
        "is on "
            + side.label()
            + ", but not on "
            + side.other().label()
            + "; create it there, or exclude it");
  }

  /** New may call its schema differently, so a table of its own is asked for by old's home. */
  private boolean includes(TableName name, Side side) {
    if (side == Side.OLD) {
      return included.test(name.toString());
    }
    Namespace home = (to.side() == Side.OLD ? toSchema : fromSchema).home();
    Optional<String> oldHome = home.schema().or(home::catalog);
    return included.test(oldHome.map(place -> place + '.').orElse("") + name.name());
  }

  private Set<String> withoutRollback(ProbeSession session) throws SQLException {
    Set<String> names = new HashSet<>();
    Optional<String> query = to.dialect().catalogQueries().withoutRollback();
    if (query.isPresent()) {
      Connection connection = session.connection();
      try (PreparedStatement statement = connection.prepareStatement(query.get())) {
        statement.setString(1, null);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            names.add(rows.getString("table_name"));
          }
        }
      }
    }
    return names;
  }
}
