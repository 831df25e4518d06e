package dev.dualwrite.demo.compare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of one table as text, by key. */
public record TableContents(Map<String, String> rows) {

  static TableContents read(Connection connection, String table, String key) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + key + ", t.* FROM " + table + " t")) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 2; i <= columns; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.put(result.getString(1), row.toString());
      }
    }
    return new TableContents(rows);
  }

  /** The number of rows. */
  public int size() {
    return rows.size();
  }

  /** Returns the first 8 hex digits of SHA-256 over all rows in the order of their keys. */
  String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String row : rows.values()) {
        digest.update(row.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns the keys of the rows that only one of the two has or that differ. */
  TreeSet<String> differingKeys(TableContents other) {
    TreeSet<String> keys = new TreeSet<>(rows.keySet());
    keys.addAll(other.rows.keySet());
    keys.removeIf(key -> Objects.equals(rows.get(key), other.rows.get(key)));
    return keys;
  }
}
