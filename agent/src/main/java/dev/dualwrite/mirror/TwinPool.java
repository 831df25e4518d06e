package dev.dualwrite.mirror;

import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.endpoint.AgentThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;

/**
 * A pool of connections to the secondary, all in the same mode.
 *
 * <p>Its bound is out of reach on purpose: at most one connection is asked for by each host
 * transaction, so it grows with the application's own pool and can't starve it. It opens nothing,
 * and has no thread, before the first connection is asked for.
 */
final class TwinPool implements AutoCloseable {
  private static final int NO_BOUND_OF_ITS_OWN = 10_000;
  private static final long SHORTEST_WAIT_MILLIS = 250;

  private final HikariDataSource pool = new HikariDataSource();
  private final boolean autocommit;

  TwinPool(
      String name,
      DataSource connections,
      Duration wait,
      boolean autocommit,
      ScheduledExecutorService scheduler) {
    this.autocommit = autocommit;
    pool.setPoolName("dualwrite-" + name);
    pool.setDataSource(connections);
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(NO_BOUND_OF_ITS_OWN);
    pool.setConnectionTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait.toMillis()));
    pool.setValidationTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait.toMillis()));
    pool.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    pool.setInitializationFailTimeout(-1);
    pool.setThreadFactory(AgentThreads.named("pool"));
    pool.setScheduledExecutor(scheduler);
    // It would ask the database on the scheduler's thread; a connection that has been idle for a
    // while is asked anyway before it is lent.
    pool.setKeepaliveTime(0);
    pool.setAutoCommit(autocommit);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
  }

  /** Whether its connections are in autocommit mode. */
  boolean autocommit() {
    return autocommit;
  }

  /**
   * Returns a connection at READ COMMITTED.
   *
   * @throws SQLException when none can be had in time
   */
  Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  /** Closes a connection for good, because its state can't be trusted. */
  void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  /** The connections that are open, in use or idle. */
  int size() {
    return pool.isRunning() ? pool.getHikariPoolMXBean().getTotalConnections() : 0;
  }

  /** The connections that transactions use now. */
  int inUse() {
    return pool.isRunning() ? pool.getHikariPoolMXBean().getActiveConnections() : 0;
  }

  @Override
  public void close() {
    pool.close();
  }
}
