package dev.dualwrite.tests.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes customers and their orders in all ways that an application does, a round a line. */
public final class ShopApp {
  private static final long BEGIN_MILLIS = 1_700_000_000_123L;

  private final Connection connection;
  private final String upsert;

  private ShopApp(Connection connection) throws SQLException {
    this.connection = connection;
    boolean postgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql");
    this.upsert =
        "INSERT INTO orders (order_id, cust_id, total, state) VALUES (?, ?, ?, 'upsert') "
            + (postgres
                ? "ON CONFLICT (order_id) DO UPDATE SET total = excluded.total"
                : "ON DUPLICATE KEY UPDATE total = VALUES(total)");
  }

  /**
   * Arguments: URL, user, password. Each line of the input is the number of a round; the answers
   * are those of {@link ConsoleApp}.
   */
  public static void main(String[] args) throws IOException, SQLException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      ShopApp app = new ShopApp(connection);
      int number = 0;
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        number++;
        long start = System.nanoTime();
        String answer = app.answer(Integer.parseInt(line));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(number + " " + answer + " in " + millis + " ms");
      }
    }
  }

  private String answer(int round) {
    try {
      round(round);
      return "ok";
    } catch (SQLException e) {
      return "failed " + e;
    }
  }

  private void round(int round) throws SQLException {
    long first = round * 100L;
    long customer = generated("one" + round + "@shop");
    long other = generated("two" + round + "@shop");
    connection.setAutoCommit(false);
    customersInABatch(round);
    ordersInABatch(first, customer);
    connection.commit();
    update("UPDATE customer SET email = ? WHERE id = ?", "new" + round + "@shop", other);
    update("INSERT INTO orders VALUES (?, ?, 3.5, 'unnamed')", first + 50, other);
    update("DELETE FROM orders WHERE order_id = ?", first + 1);
    connection.commit();
    update("UPDATE orders SET state = 'never' WHERE cust_id = ?", customer);
    update("DELETE FROM orders WHERE order_id = ?", first + 2);
    connection.rollback();
    connection.setAutoCommit(true);
    update("UPDATE orders SET total = total * 2 WHERE cust_id = ?", customer);
    update("UPDATE customer SET active = 'N' WHERE email LIKE ?", "batch1_" + round + "%");
    update("UPDATE customer SET legacy = ?, note = '' WHERE id = ?", "was", customer);
    update("UPDATE customer SET created = created + 1 WHERE id = ?", other);
    update("DELETE FROM orders WHERE total < ? AND cust_id = ?", new BigDecimal("3"), customer);
    update(upsert, first + 3, customer, new BigDecimal("77.70"));
    update(upsert, first + 60, customer, new BigDecimal("6.60"));
    update("INSERT INTO tag (id, label) VALUES (?, ?)", first, "round " + round);
    update("UPDATE tag SET label = ? WHERE id = ?", "done " + round, first);
  }

  private long generated(String email) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO customer (email, name, active, created, note) VALUES (?, 'Ann ', 'Y', ?, 'n')",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, email);
      insert.setLong(2, BEGIN_MILLIS);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  private void customersInABatch(int round) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO customer (email, name, active, created, note) VALUES (?, ?, 'Y', ?, NULL)")) {
      for (int i = 0; i < 3; i++) {
        insert.setString(1, "batch" + i + "_" + round + "@shop");
        insert.setString(2, "Bob");
        insert.setLong(3, -1L - i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void ordersInABatch(long first, long customer) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO orders (order_id, cust_id, total, state) VALUES (?, ?, ?, ?)")) {
      for (int i = 0; i < 6; i++) {
        insert.setLong(1, first + i);
        insert.setLong(2, customer);
        insert.setBigDecimal(3, BigDecimal.valueOf(i * 100L + 50, 2));
        insert.setString(4, "new");
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
