package dev.dualwrite.capture;

import java.sql.Connection;
import java.sql.SQLException;

/** The content of a value that belongs to one connection, or can be read but once. */
interface CopiedValue {
  /**
   * Returns the content as a value for another connection.
   *
   * @throws SQLException when the content wasn't kept because it passed the configured bound, or
   *     can't be read again
   */
  Object open(Connection connection) throws SQLException;
}
