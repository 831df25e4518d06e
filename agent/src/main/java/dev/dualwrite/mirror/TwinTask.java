package dev.dualwrite.mirror;

import java.sql.SQLException;

/** A piece of a mirrored transaction, run on the twin's worker. */
@FunctionalInterface
public interface TwinTask<T> {
  /**
   * Does this piece on the secondary.
   *
   * @throws SQLException when the secondary refuses, which loses the whole mirrored transaction
   */
  T run(TwinConnection twin) throws SQLException;

  /**
   * Whether it is one statement, which a database does entirely or not at all, so that it may be a
   * transaction of its own.
   */
  default boolean isOneStatement() {
    return false;
  }

  /** Says of a task that it is one statement. */
  static <T> TwinTask<T> oneStatement(TwinTask<T> task) {
    return new TwinTask<T>() {
      @Override
      public T run(TwinConnection twin) throws SQLException {
        return task.run(twin);
      }

      @Override
      public boolean isOneStatement() {
        return true;
      }
    };
  }
}
