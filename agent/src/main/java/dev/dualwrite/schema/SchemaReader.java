package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Reads what a database knows of its tables and routines, over a connection of its own for each
 * question.
 */
public final class SchemaReader {
  private final Dialect dialect;
  private final ConnectionSource connections;

  /** Makes a reader that asks over connections of the source. */
  public SchemaReader(Dialect dialect, ConnectionSource connections) {
    this.dialect = dialect;
    this.connections = connections;
  }

  /** Returns where a fresh connection looks for unqualified names. */
  Namespace home() throws SQLException {
    try (Connection connection = connections.open()) {
      return Namespace.of(connection.getCatalog(), connection.getSchema());
    }
  }

  /** Returns the description of a table; empty where there is none. */
  Optional<TableDescription> table(TableName asWritten, Namespace namespace) throws SQLException {
    try (Connection connection = connections.open()) {
      DatabaseMetaData metaData = connection.getMetaData();
      Optional<TableRow> row = TableRow.find(connection, metaData, asWritten, namespace);
      return row.isPresent()
          ? Optional.of(new TableReading(dialect, connection, metaData, row.get()).read())
          : Optional.empty();
    }
  }

  /** Returns the worst effect of the user-defined routines of a name. */
  RoutineEffect routine(String name, Namespace namespace) throws SQLException {
    Optional<String> query = dialect.catalogQueries().routines();
    if (!query.isPresent()) {
      return RoutineEffect.MAY_WRITE;
    }
    RoutineEffect worst = RoutineEffect.NOT_USER_DEFINED;
    try (Connection connection = connections.open();
        PreparedStatement statement = connection.prepareStatement(query.get())) {
      statement.setString(1, namespace.schema().or(namespace::catalog).orElse(null));
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
    return severity(one) >= severity(other) ? one : other;
  }

  private static int severity(RoutineEffect effect) {
    switch (effect) {
      case NOT_USER_DEFINED:
        return 0;
      case PURE:
        return 1;
      case VOLATILE:
        return 2;
      case MAY_WRITE:
        return 3;
    }
    throw new AssertionError(effect);
  }
}
