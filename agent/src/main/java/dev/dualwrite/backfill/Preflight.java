package dev.dualwrite.backfill;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.FirstKeys;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out before any write whether the users may do what a backfill does; writes nothing. */
final class Preflight {
  private final DatabasesToVerify databases;
  private final Dialect primaryDialect;
  private final Dialect secondaryDialect;

  Preflight(DatabasesToVerify databases) {
    this.databases = databases;
    this.primaryDialect = databases.primary().dialect();
    this.secondaryDialect = databases.secondary().dialect();
  }

  /** Returns what stands against it, each with what to do. */
  List<String> problems(BackfillPlan plan) throws SQLException {
    List<String> problems = new ArrayList<>();
    for (PlannedTable table : plan.tables()) {
      table.problems().forEach(problem -> problems.add("Table " + table + " " + problem + "."));
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    if (primaryDialect.locks().forChange().isEmpty()) {
      return List.of(
          "Rows of a "
              + primaryDialect
              + " can't be locked, so they can't be copied while it is written.");
    }
    try (Connection primary = databases.primary().open();
        Connection secondary = databases.secondary().open()) {
      for (PlannedTable table : plan.tables()) {
        mayLock(primary, table).ifPresent(problems::add);
        mayWrite(secondary, table).ifPresent(problems::add);
      }
      if (problems.isEmpty()) {
        same(primary, secondary, plan).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<String> mayLock(Connection primary, PlannedTable table) throws SQLException {
    String question =
        "SELECT "
            + quoted(primaryDialect, table.columns())
            + " FROM "
            + quoted(primaryDialect, table.name())
            + " WHERE 1 = 0"
            + primaryDialect.locks().forChange();
    return refusal(
        primary,
        primaryDialect,
        question,
        "Rows of table "
            + table
            + " can't be selected and locked on "
            + databases.primary()
            + ". Give the user of dualwrite."
            + databases.primary().side().label()
            + ".username the rights to SELECT and UPDATE there (UPDATE is needed for locks alone)");
  }

  private Optional<String> mayWrite(Connection secondary, PlannedTable table) throws SQLException {
    TableDescription target = table.secondary();
    List<Column> written =
        table.columns().stream()
            .map(column -> target.column(column.name()).orElseThrow())
            .filter(column -> !column.computed())
            .collect(Collectors.toList());
    String name = quoted(secondaryDialect, target.name());
    String columns = quoted(secondaryDialect, written);
    boolean identity = written.stream().anyMatch(Column::identityAlways);
    String anyColumn = secondaryDialect.quote(written.get(0).name());
    String what =
        "Table "
            + target.name()
            + " can't be written on "
            + databases.secondary()
            + ". Give the user of dualwrite."
            + databases.secondary().side().label()
            + ".username the rights to SELECT, INSERT, UPDATE and DELETE there";
    for (String probe :
        List.of(
            "INSERT INTO "
                + name
                + " ("
                + columns
                + ")"
                + (identity ? secondaryDialect.overridingSystemValue() : "")
                + " SELECT "
                + columns
                + " FROM "
                + name
                + " WHERE 1 = 0",
            identity
                ? "SELECT 1 FROM " + name + " WHERE 1 = 0"
                : "UPDATE " + name + " SET " + anyColumn + " = " + anyColumn + " WHERE 1 = 0",
            "DELETE FROM " + name + " WHERE 1 = 0")) {
      Optional<String> refusal = refusal(secondary, secondaryDialect, probe, what);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(
      Connection connection, Dialect dialect, String probe, String what) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(probe);
      return Optional.empty();
    } catch (SQLException failure) {
      if (dialect.errors().isConnectionFailure(failure)) {
        throw failure;
      }
      return Optional.of(what + ": " + Failures.text(failure));
    } finally {
      connection.rollback();
    }
  }

  /**
   * The same database may have two URLs. Then a row that the one side has locked is locked on the
   * other, and free as soon as it isn't.
   */
  private Optional<String> same(Connection primary, Connection secondary, BackfillPlan plan)
      throws SQLException {
    boolean tellsLocked =
        primaryDialect.sameFamily(secondaryDialect)
            && secondaryDialect.skipsLocked(secondary.getMetaData());
    for (PlannedTable table : plan.tables()) {
      if (tellsLocked && isSame(primary, secondary, table)) {
        return Optional.of(
            "Both URLs lead to the same database: a row of table "
                + table
                + " that was locked by the one is locked for the other. Correct"
                + " dualwrite.new.url.");
      }
    }
    return Optional.empty();
  }

  private boolean isSame(Connection primary, Connection secondary, PlannedTable table)
      throws SQLException {
    RowReader onPrimary = new RowReader(primaryDialect);
    RowReader onSecondary = new RowReader(secondaryDialect);
    List<Key> first = new FirstKeys(primaryDialect).read(primary, table.primary(), 1);
    if (first.isEmpty()) {
      return false;
    }
    try {
      onPrimary.read(primary, table.primary(), first, LockMode.SKIP_LOCKED);
      boolean locked =
          !onSecondary
              .read(secondary, table.secondary(), first, LockMode.SKIP_LOCKED)
              .skipped()
              .isEmpty();
      primary.rollback();
      secondary.rollback();
      return locked
          && onSecondary
              .read(secondary, table.secondary(), first, LockMode.SKIP_LOCKED)
              .skipped()
              .isEmpty();
    } finally {
      primary.rollback();
      secondary.rollback();
    }
  }

  private static String quoted(Dialect dialect, List<Column> columns) {
    return columns.stream()
        .map(column -> dialect.quote(column.name()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(Dialect dialect, TableName name) {
    return dialect.qualify(name.catalog().orElse(null), name.schema().orElse(null), name.name());
  }
}
