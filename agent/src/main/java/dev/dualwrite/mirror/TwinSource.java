package dev.dualwrite.mirror;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;

/**
 * Where twins have their connections from: one pool for transactions, and one in autocommit mode
 * for single statements. Two, since on some vendors a change of the mode costs the round trip that
 * a single statement saves.
 */
public final class TwinSource implements AutoCloseable {
  private final TwinPool transactions;
  private final TwinPool statements;

  /**
   * Creates it without opening a connection.
   *
   * @param name the pools' name, for their threads and messages
   * @param connections opens connections of the driver
   * @param wait the longest time to wait for a connection
   * @param scheduler runs what the pools do from time to time, none of which waits for a database;
   *     they don't end it
   */
  public TwinSource(
      String name, DataSource connections, Duration wait, ScheduledExecutorService scheduler) {
    this.transactions = new TwinPool(name, connections, wait, false, scheduler);
    this.statements = new TwinPool(name + "-autocommit", connections, wait, true, scheduler);
  }

  /** The connections with autocommit off. */
  TwinPool transactions() {
    return transactions;
  }

  /** The connections with autocommit on. */
  TwinPool statements() {
    return statements;
  }

  /** The connections that are open, in use or idle. */
  public int size() {
    return transactions.size() + statements.size();
  }

  /** The connections that are in use now. */
  public int inUse() {
    return transactions.inUse() + statements.inUse();
  }

  @Override
  public void close() {
    transactions.close();
    statements.close();
  }
}
