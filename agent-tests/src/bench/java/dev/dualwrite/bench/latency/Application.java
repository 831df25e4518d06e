package dev.dualwrite.bench.latency;

import java.sql.SQLException;

/** How an application makes its writes; used by one thread. */
interface Application extends AutoCloseable {
  /** Makes one write in autocommit. */
  void write(long number) throws SQLException;

  /** Makes a transaction of that many writes. */
  void transaction(int writes, long number) throws SQLException;

  @Override
  void close() throws SQLException;
}
