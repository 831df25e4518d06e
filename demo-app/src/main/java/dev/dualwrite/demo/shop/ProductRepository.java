package dev.dualwrite.demo.shop;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code products} and its stock. */
final class ProductRepository {
  record Product(long id, BigDecimal price, int stock) {}

  /** Adds a product and returns its generated id. */
  long add(Connection connection, String name, BigDecimal price, int stock) throws SQLException {
    String sql = "INSERT INTO products (name, price, stock) VALUES (?, ?, ?)";
    try (PreparedStatement insert =
        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, name);
      insert.setBigDecimal(2, price);
      insert.setInt(3, stock);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong("id");
      }
    }
  }

  /** Reads a product and keeps others from changing it until the transaction ends. */
  Product lock(Connection connection, long id) throws SQLException {
    String sql = "SELECT price, stock FROM products WHERE id = ? FOR UPDATE";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("no product has the id " + id);
        }
        return new Product(id, row.getBigDecimal(1), row.getInt(2));
      }
    }
  }

  void take(Connection connection, long id, int quantity) throws SQLException {
    String sql = "UPDATE products SET stock = stock - ? WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, quantity);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /** Makes what is left on the shelf cheaper; returns how many products that were. */
  int discount(Connection connection, int stockAbove, int percent) throws SQLException {
    String sql = "UPDATE products SET price = ROUND(price * (100 - ?) / 100, 2) WHERE stock > ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, percent);
      update.setInt(2, stockAbove);
      return update.executeUpdate();
    }
  }
}
