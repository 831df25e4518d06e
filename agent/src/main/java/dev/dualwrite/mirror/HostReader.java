package dev.dualwrite.mirror;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's own questions on a host connection, inside the application's transaction.
 *
 * <p>Where a failed statement would abort that transaction (PostgreSQL), each question is asked
 * under a savepoint, so that ours never does.
 */
public final class HostReader {
  private static final String SAVEPOINT = "dualwrite_question";

  private final Connection host;
  private final boolean guarded;

  private HostReader(Connection host, boolean guarded) {
    this.host = host;
    this.guarded = guarded;
  }

  /** Creates a reader over a connection that is inside a transaction. */
  public static HostReader inTransaction(Connection host, Dialect dialect) {
    return new HostReader(host, dialect.failedStatementAbortsTransaction());
  }

  /** Creates a reader over a connection in autocommit mode. */
  public static HostReader inAutocommit(Connection host) {
    return new HostReader(host, false);
  }

  /** A question on the host connection. */
  @FunctionalInterface
  public interface Question<T> {
    /**
     * Asks it.
     *
     * @throws SQLException the driver's
     */
    T ask(Connection host) throws SQLException;
  }

  /**
   * Asks a question without harm to the application's transaction.
   *
   * @throws SQLException when the primary refuses it
   */
  public <T> T ask(Question<T> question) throws SQLException {
    if (!guarded) {
      return question.ask(host);
    }
    execute("SAVEPOINT " + SAVEPOINT);
    try {
      T answer = question.ask(host);
      execute("RELEASE SAVEPOINT " + SAVEPOINT);
      return answer;
    } catch (SQLException refused) {
      execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      throw refused;
    }
  }

  /**
   * Returns the keys that a query finds; its columns are the primary key's, in order.
   *
   * @throws SQLException when the primary refuses the query
   */
  public List<Key> selectKeys(TableDescription table, String query, ParameterSetter parameters)
      throws SQLException {
    return ask(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
              return keysOf(table, rows);
            }
          }
        });
  }

  private static List<Key> keysOf(TableDescription table, ResultSet rows) throws SQLException {
    List<Key> keys = new ArrayList<>();
    while (rows.next()) {
      List<Object> values = new ArrayList<>();
      for (int i = 1; i <= table.primaryKey().size(); i++) {
        values.add(rows.getObject(i));
      }
      keys.add(Key.of(table.name(), table.primaryKey(), values));
    }
    return keys;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = host.createStatement()) {
      statement.execute(sql);
    }
  }
}
