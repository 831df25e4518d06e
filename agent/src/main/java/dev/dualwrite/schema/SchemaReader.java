package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a database for its tables and routines; each question takes one connection for a while. */
public final class SchemaReader {
  private static final Logger logger = LoggerFactory.getLogger(SchemaReader.class);
  private static final int SILENCE_MILLIS = 10_000;

  private final Dialect dialect;
  private final ConnectionSource connections;

  /** Makes a reader that opens a connection for each question. */
  public SchemaReader(Dialect dialect, ConnectionSource connections) {
    this.dialect = Objects.requireNonNull(dialect, "dialect");
    this.connections = Objects.requireNonNull(connections, "connections");
  }

  /** A server that is frozen or cut off must not keep the thread that asks for ever. */
  private Connection open() throws SQLException {
    Connection connection = connections.open();
    try {
      connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
    } catch (SQLException | LinkageError e) {
      logger.debug("The driver takes no network timeout", e);
    }
    return connection;
  }

  /** Returns where a fresh connection looks for unqualified names. */
  Namespace home() throws SQLException {
    try (Connection connection = open()) {
      return Namespace.of(connection.getCatalog(), connection.getSchema());
    }
  }

  /**
   * Returns a table's description; empty where there is no such table.
   *
   * @param asWritten the name, in which unquoted parts are already folded as the database does
   * @param namespace where an unqualified name is looked for first; then in all schemas, where it
   *     must be the only one
   */
  Optional<TableDescription> table(TableName asWritten, Namespace namespace) throws SQLException {
    try (Connection connection = open()) {
      DatabaseMetaData metadata = connection.getMetaData();
      TableName placed = placed(asWritten, namespace, connection);
      Optional<FoundTable> found = new TableFinder(metadata, dialect).find(placed, asWritten);
      return found.isPresent()
          ? Optional.of(new TableReader(connection, metadata, dialect).read(found.get()))
          : Optional.empty();
    }
  }

  /**
   * Returns the tables of the schema where a fresh connection looks for unqualified names, so that
   * each comes after those that it refers to; a circle of references is broken somewhere. Views,
   * sequences, temporary tables and partitions aren't among them.
   */
  public List<TableName> tables() throws SQLException {
    try (Connection connection = open()) {
      return new TableList(connection, dialect).parentsFirst();
    }
  }

  /** Fills in what the name leaves out: from the namespace, else from the connection itself. */
  private TableName placed(TableName asWritten, Namespace namespace, Connection connection)
      throws SQLException {
    String catalog = asWritten.catalog().or(namespace::catalog).orElse(null);
    String schema = asWritten.schema().or(namespace::schema).orElse(null);
    return TableName.of(
        catalog == null ? connection.getCatalog() : catalog,
        schema == null && !dialect.qualifiesByCatalog() ? connection.getSchema() : schema,
        asWritten.name());
  }

  /**
   * Returns the worst of what the user-defined routines of a name may do. Where the database isn't
   * understood well enough to tell, any routine may write.
   */
  RoutineEffect routine(String name, Namespace namespace) throws SQLException {
    Optional<String> query = dialect.catalogQueries().routines();
    if (query.isEmpty()) {
      return RoutineEffect.MAY_WRITE;
    }
    String home =
        (dialect.qualifiesByCatalog() ? namespace.catalog() : namespace.schema()).orElse(null);
    try (Connection connection = open()) {
      RoutineEffect here = routine(connection, query.get(), home, name);
      return here == RoutineEffect.NOT_USER_DEFINED && home != null
          ? routine(connection, query.get(), null, name)
          : here;
    }
  }

  private static RoutineEffect routine(
      Connection connection, String query, String home, String name) throws SQLException {
    RoutineEffect worst = RoutineEffect.NOT_USER_DEFINED;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, home);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          worst = worse(worst, RoutineEffect.valueOf(rows.getString("effect")));
        }
      }
    }
    return worst;
  }

  private static RoutineEffect worse(RoutineEffect one, RoutineEffect other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
