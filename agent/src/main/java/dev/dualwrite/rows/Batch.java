package dev.dualwrite.rows;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs one statement for many items, in batches of a bounded size. */
final class Batch {
  static final int SIZE = 200;

  /** Binds all parameters for one item. */
  interface Binder<T> {
    void bind(PreparedStatement statement, T item) throws SQLException;
  }

  private Batch() {}

  /** Returns the items in their order, in lists of a batch's size at most. */
  static <T> List<List<T>> split(List<T> items) {
    return split(items, SIZE);
  }

  private static <T> List<List<T>> split(List<T> items, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      batches.add(items.subList(from, Math.min(from + size, items.size())));
    }
    return batches;
  }

  static <T> void run(Connection connection, String sql, List<T> items, Binder<T> binder)
      throws SQLException {
    run(connection, sql, items, SIZE, binder);
  }

  /** The same, with batches of another size. */
  static <T> void run(Connection connection, String sql, List<T> items, int size, Binder<T> binder)
      throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (List<T> some : split(items, size)) {
        for (T item : some) {
          binder.bind(statement, item);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    } catch (BatchUpdateException failure) {
      throw RowErrors.ofBatch(failure);
    }
  }
}
