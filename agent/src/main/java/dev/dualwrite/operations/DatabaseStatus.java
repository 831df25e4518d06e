package dev.dualwrite.operations;

import java.util.Optional;

/** The way to the other database: whether it is asked, and the twins' connections. */
public final class DatabaseStatus {
  private final boolean breakerOpen;
  private final Optional<String> lastFailure;
  private final int connectionsOpen;
  private final int connectionsInUse;

  /**
   * Creates the figures.
   *
   * @param breakerOpen whether it isn't asked, because it didn't answer
   * @param lastFailure what it said when it couldn't be reached last
   */
  public DatabaseStatus(
      boolean breakerOpen,
      Optional<String> lastFailure,
      int connectionsOpen,
      int connectionsInUse) {
    this.breakerOpen = breakerOpen;
    this.lastFailure = lastFailure;
    this.connectionsOpen = connectionsOpen;
    this.connectionsInUse = connectionsInUse;
  }

  /** Whether it isn't asked, because it didn't answer. */
  public boolean breakerOpen() {
    return breakerOpen;
  }

  /** What it said when it couldn't be reached last. */
  public Optional<String> lastFailure() {
    return lastFailure;
  }

  /** The open connections of the twins' pool. */
  public int connectionsOpen() {
    return connectionsOpen;
  }

  /** Those of them that a transaction uses. */
  public int connectionsInUse() {
    return connectionsInUse;
  }

  /** Two ways to the same database, of two class loaders of the application. */
  DatabaseStatus plus(DatabaseStatus other) {
    return new DatabaseStatus(
        breakerOpen || other.breakerOpen,
        lastFailure.isPresent() ? lastFailure : other.lastFailure,
        connectionsOpen + other.connectionsOpen,
        connectionsInUse + other.connectionsInUse);
  }
}
