package dev.dualwrite.tests.apps;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.jdbc.JdbcConnection;

/**
 * Writes through a driver that fails, with an Error even, wherever only an agent would ask it
 * something.
 */
public final class BrokenDriverApp {
  /** A connection that answers no question about itself. */
  static final class BrokenConnection extends JdbcConnection {
    BrokenConnection(String url, Properties properties, String user, String password)
        throws SQLException {
      super(url, properties, user, password, false);
    }

    @Override
    public DatabaseMetaData getMetaData() {
      throw new AssertionError("broken: getMetaData");
    }

    @Override
    public String getCatalog() {
      throw new AssertionError("broken: getCatalog");
    }

    @Override
    public String getSchema() {
      throw new AssertionError("broken: getSchema");
    }

    @Override
    public boolean getAutoCommit() {
      throw new AssertionError("broken: getAutoCommit");
    }
  }

  private BrokenDriverApp() {}

  /** Arguments: URL, user, password. */
  public static void main(String[] args) throws SQLException {
    try (Connection connection =
        new BrokenConnection(args[0], new Properties(), args[1], args[2])) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("INSERT INTO t VALUES (1, 'text')");
        statement.executeUpdate("UPDATE t SET v = 'predicate' WHERE v = 'text'");
      }
      connection.setAutoCommit(false);
      insert(connection, 2);
      connection.rollback();
      insert(connection, 3);
      connection.commit();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id, v FROM t ORDER BY id")) {
        while (rows.next()) {
          System.out.println(rows.getInt(1) + " " + rows.getString(2));
        }
      }
    }
  }

  private static void insert(Connection connection, int id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t VALUES (?, 'bound')")) {
      insert.setInt(1, id);
      insert.addBatch();
      insert.executeBatch();
    }
  }
}
