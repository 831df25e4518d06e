package dev.dualwrite.tests.harness;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** All rows of a table as sorted text, in a spelling that doesn't depend on the vendor. */
final class TableText {
  private TableText() {}

  static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(text(result, i));
        }
        rows.add(row.toString());
      }
    }
    Collections.sort(rows);
    return rows;
  }

  static String text(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    if (value instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (value instanceof Number) {
      return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Blob) {
      return HexFormat.of().formatHex(result.getBytes(column));
    }
    if (value instanceof Timestamp timestamp) {
      // Its own spelling has as many digits as it needs, whatever the column has.
      return timestamp.toString();
    }
    if (value instanceof Clob) {
      return escaped(result.getString(column));
    }
    return value == null ? "NULL" : escaped(result.getString(column));
  }

  /** Two texts that look alike on a screen must not be taken for equal. */
  private static String escaped(String text) {
    if (text.length() > 200) {
      return "text of " + text.length() + " with hash " + text.hashCode();
    }
    return text.chars()
        .mapToObj(c -> c >= ' ' && c < 127 ? Character.toString(c) : String.format("\\u%04x", c))
        .collect(Collectors.joining());
  }
}
