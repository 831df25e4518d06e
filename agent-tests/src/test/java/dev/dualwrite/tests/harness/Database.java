package dev.dualwrite.tests.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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
