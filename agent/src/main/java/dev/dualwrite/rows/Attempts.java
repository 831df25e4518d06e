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

  /** Which failures are the row's own, so that others may still be written. */
  enum Refusal {
    /** A unique or foreign key, or another constraint, was in the way. */
    CONSTRAINTS,
    /** Those, or a value that a column can't hold. */
    CONSTRAINTS_AND_VALUES
  }

  private final Connection connection;
  private final Dialect dialect;
  private final Refusal refusal;

  Attempts(Connection connection, Dialect dialect, Refusal refusal) {
    this.connection = connection;
    this.dialect = dialect;
    this.refusal = refusal;
  }

  /**
   * Runs the work and returns the error with which the row was refused, if it was; any other error
   * is thrown. Where a failed statement doesn't abort the transaction, what the work did before it
   * failed stays done.
   */
  Optional<SQLException> run(Work work) throws SQLException {
    return dialect.failedStatementAbortsTransaction() ? runUndoably(work) : runBare(work);
  }

  /** Runs the work and, where it is refused, undoes all of it. */
  Optional<SQLException> runUndoably(Work work) throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    Optional<SQLException> refused = runBare(work);
    if (refused.isPresent()) {
      connection.rollback(savepoint);
    }
    connection.releaseSavepoint(savepoint);
    return refused;
  }

  /** Runs work that asks nothing of the database, which a value's conversion may refuse. */
  Optional<SQLException> unlessRefused(Work work) throws SQLException {
    return runBare(work);
  }

  private Optional<SQLException> runBare(Work work) throws SQLException {
    try {
      work.run();
      return Optional.empty();
    } catch (SQLException failure) {
      if (isRefusal(failure)) {
        return Optional.of(failure);
      }
      throw failure;
    }
  }

  private boolean isRefusal(SQLException failure) {
    return dialect.errors().isDuplicateKey(failure)
        || dialect.errors().isConstraintViolation(failure)
        || (refusal == Refusal.CONSTRAINTS_AND_VALUES && dialect.errors().isDataError(failure));
  }

  boolean isDuplicateKey(SQLException failure) {
    return dialect.errors().isDuplicateKey(failure);
  }
}
