package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * Runs work that a unique or foreign key may refuse, so that the transaction can go on when it
 * does.
 */
final class Attempts {

  /** Statements of one attempt. */
  interface Work {
    void run() throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;

  Attempts(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Runs the work and returns the error with which a constraint refused it; any other error is
   * thrown. Where a failed statement doesn't abort the transaction, what the work did before it
   * failed stays done.
   */
  Optional<SQLException> run(Work work) throws SQLException {
    if (!dialect.failedStatementAbortsTransaction()) {
      return runBare(work);
    }
    Savepoint savepoint = connection.setSavepoint();
    Optional<SQLException> refused = runBare(work);
    if (refused.isPresent()) {
      connection.rollback(savepoint);
    }
    connection.releaseSavepoint(savepoint);
    return refused;
  }

  private Optional<SQLException> runBare(Work work) throws SQLException {
    try {
      work.run();
      return Optional.empty();
    } catch (SQLException failure) {
      if (dialect.isDuplicateKey(failure) || dialect.isConstraintViolation(failure)) {
        return Optional.of(failure);
      }
      throw failure;
    }
  }

  boolean isDuplicateKey(SQLException failure) {
    return dialect.isDuplicateKey(failure);
  }
}
