package dev.dualwrite.mirror;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.endpoint.AgentThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The pool of connections to the secondary.
 *
 * <p>Its bound is out of reach on purpose: at most one connection is asked for by each host
 * transaction, so it grows with the application's own pool and can't starve it. It opens nothing
 * before the first write.
 */
public final class TwinSource implements AutoCloseable {
  private static final int NO_BOUND_OF_ITS_OWN = 10_000;
  private static final long SHORTEST_WAIT_MILLIS = 250;

  private final HikariDataSource pool;

  /**
   * Creates a pool without opening a connection.
   *
   * @param name the pool's name, for its threads and messages
   * @param connections opens connections of the driver
   * @param wait the longest time to wait for a connection
   */
  public TwinSource(String name, DataSource connections, Duration wait) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("dualwrite-" + name);
    config.setDataSource(connections);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(NO_BOUND_OF_ITS_OWN);
    config.setConnectionTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait.toMillis()));
    config.setValidationTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait.toMillis()));
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(AgentThreads.named("pool"));
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    this.pool = new HikariDataSource(config);
  }

  /**
   * Returns a connection with autocommit off, at READ COMMITTED.
   *
   * @throws SQLException when none can be had in time
   */
  public Connection borrow() throws SQLException {
    return pool.getConnection();
  }

  /** Closes a connection for good, because its state can't be trusted. */
  public void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  /** The connections that are open, in use or idle. */
  public int size() {
    return pool.isRunning() && pool.getHikariPoolMXBean() != null
        ? pool.getHikariPoolMXBean().getTotalConnections()
        : 0;
  }

  /** The connections that transactions use now. */
  public int inUse() {
    return pool.isRunning() && pool.getHikariPoolMXBean() != null
        ? pool.getHikariPoolMXBean().getActiveConnections()
        : 0;
  }

  @Override
  public void close() {
    pool.close();
  }
}
