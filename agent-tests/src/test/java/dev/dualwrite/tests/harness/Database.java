package dev.dualwrite.tests.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** One database on one of the servers, and how to reach it. */
public record Database(Vendor vendor, String url, String user, String password) {

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Runs each text in autocommit. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Returns the first column of the first row as text. */
  public String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new AssertionError("no row: " + sql + " on " + url);
      }
      return result.getString(1);
    }
  }

  /** Waits until somebody waits for a lock on its server. */
  public void awaitLockWait(Duration limit) throws Exception {
    String sql =
        switch (vendor) {
          case POSTGRESQL -> "SELECT count(*) FROM pg_locks WHERE NOT granted";
          // What innodb_trx shows isn't refreshed while somebody asks more often than in 100 ms.
          case MARIADB ->
              "SELECT variable_value FROM information_schema.global_status"
                  + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";
          case H2 -> throw new IllegalArgumentException("H2 doesn't tell who waits");
        };
    Await.until("somebody waits for a lock", limit, () -> !"0".equals(query(sql)));
  }

  /** Returns the same database as it is reached through another port of this machine. */
  public Database throughPort(int port) {
    return new Database(
        vendor, url.replaceFirst("localhost:\\d+", "localhost:" + port), user, password);
  }

  @Override
  public String toString() {
    return url;
  }
}
