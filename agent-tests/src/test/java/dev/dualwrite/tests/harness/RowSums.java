package dev.dualwrite.tests.harness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** Sums over all rows of tables that are too large to be held: equal for equal tables. */
public final class RowSums {
  private static final int FETCH_ROWS = 1_000;

  private RowSums() {}

  /** Returns the number of rows, and two sums of hashes over each row's text. */
  public static String of(Database database, String table) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long rows = 0;
    long first = 0;
    long second = 0;
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH_ROWS);
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
              row.append(TableText.text(result, i)).append(" | ");
            }
            ByteBuffer hash =
                ByteBuffer.wrap(digest.digest(row.toString().getBytes(StandardCharsets.UTF_8)));
            first += hash.getLong();
            second += hash.getLong();
            rows++;
          }
        }
      }
    }
    return rows + " rows, " + Long.toHexString(first) + Long.toHexString(second);
  }
}
