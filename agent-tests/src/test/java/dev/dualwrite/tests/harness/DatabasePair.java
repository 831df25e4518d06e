package dev.dualwrite.tests.harness;

import java.sql.SQLException;
import java.util.List;

/** The database where an application is, and the one where it is going. */
public record DatabasePair(Database oldDatabase, Database newDatabase) {

  /** Runs the same statements on both databases. */
  public void execute(String... statements) throws SQLException {
    oldDatabase.execute(statements);
    newDatabase.execute(statements);
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
