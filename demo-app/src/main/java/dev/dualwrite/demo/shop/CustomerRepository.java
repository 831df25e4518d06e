package dev.dualwrite.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table {@code customers}. */
final class CustomerRepository {

  /** Adds customers in one batch and returns their generated ids, in order. */
  List<Long> add(Connection connection, List<String> names) throws SQLException {
    String sql = "INSERT INTO customers (name, email) VALUES (?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"id"})) {
      for (String name : names) {
        insert.setString(1, name);
        insert.setString(2, name.toLowerCase(Locale.ROOT) + "@example.com");
        insert.addBatch();
      }
      insert.executeBatch();
      return generatedIds(insert);
    }
  }

  private static List<Long> generatedIds(PreparedStatement insert) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet keys = insert.getGeneratedKeys()) {
      while (keys.next()) {
        ids.add(keys.getLong(1));
      }
    }
    return ids;
  }
}
