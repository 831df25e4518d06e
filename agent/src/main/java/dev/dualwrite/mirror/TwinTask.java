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
}
