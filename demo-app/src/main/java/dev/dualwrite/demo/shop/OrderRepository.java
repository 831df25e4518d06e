package dev.dualwrite.demo.shop;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables {@code orders} and {@code order_items}. */
final class OrderRepository {
  record Item(OrderLine line, BigDecimal price) {
    BigDecimal amount() {
      return price.multiply(BigDecimal.valueOf(line.quantity()));
    }
  }

  /** Opens an order without items and returns its generated id. */
  long open(Connection connection, long customerId) throws SQLException {
    String sql = "INSERT INTO orders (customer_id, status, total) VALUES (?, 'NEW', 0)";
    try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
      insert.setLong(1, customerId);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  void addItems(Connection connection, long orderId, List<Item> items) throws SQLException {
    String sql =
        "INSERT INTO order_items (order_id, line, product_id, quantity, price)"
            + " VALUES (?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, orderId);
      for (int i = 0; i < items.size(); i++) {
        Item item = items.get(i);
        insert.setInt(2, i + 1);
        insert.setLong(3, item.line().productId());
        insert.setInt(4, item.line().quantity());
        insert.setBigDecimal(5, item.price());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  void setTotal(Connection connection, long orderId, BigDecimal total) throws SQLException {
    String sql = "UPDATE orders SET total = ? WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBigDecimal(1, total);
      update.setLong(2, orderId);
      update.executeUpdate();
    }
  }

  void markPaid(Connection connection, long orderId) throws SQLException {
    String sql = "UPDATE orders SET status = 'PAID', paid_at = now() WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, orderId);
      update.executeUpdate();
    }
  }

  /** Ships all that is paid; returns how many orders that were. */
  int shipPaid(Connection connection) throws SQLException {
    String sql = "UPDATE orders SET status = 'SHIPPED', shipped_at = now() WHERE status = 'PAID'";
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
