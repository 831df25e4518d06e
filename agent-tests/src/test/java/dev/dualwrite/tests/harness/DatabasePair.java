package dev.dualwrite.tests.harness;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The database where an application is, and the one where it is going. */
public record DatabasePair(Database oldDatabase, Database newDatabase) {

  /** Runs the same statements on both databases. */
  public void execute(String... statements) throws SQLException {
    oldDatabase.execute(statements);
    newDatabase.execute(statements);
  }

  /**
   * Waits until both are equal: where another look at some keys is still to come, since a commit
   * may have been under way at the one before.
   */
  public void awaitEqual(Duration limit) throws Exception {
    try {
      Await.until("both databases are equal", limit, () -> differences().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ": " + differences(), e);
    }
  }

  /** Returns the differences between all tables of the two, as text; empty when equal. */
  public List<String> differences() throws SQLException {
    return Comparison.of(this).differences();
  }

  /** Returns this pair with the old database reached through another port of this machine. */
  public DatabasePair withOldThroughPort(int port) {
    return new DatabasePair(oldDatabase.throughPort(port), newDatabase);
  }

  /** Returns this pair with the new database reached through another port of this machine. */
  public DatabasePair withNewThroughPort(int port) {
    return new DatabasePair(oldDatabase, newDatabase.throughPort(port));
  }
}
