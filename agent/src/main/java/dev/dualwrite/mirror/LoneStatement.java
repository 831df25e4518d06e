package dev.dualwrite.mirror;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A statement that is a transaction of its own: once it has been sent, only an answer tells what
 * became of it.
 */
final class LoneStatement implements TwinTask<Long> {
  private final TwinTask<Long> statement;
  private final AtomicBoolean decided = new AtomicBoolean();

  LoneStatement(TwinTask<Long> statement) {
    this.statement = statement;
  }

  @Override
  public Long run(TwinConnection twin) throws SQLException {
    if (!decided.compareAndSet(false, true)) {
      throw new SQLException("the statement was given up before it was sent", "57014");
    }
    return statement.run(twin);
  }

  /** Sees to it that it is never sent; returns false when it may have been. */
  boolean giveUp() {
    return decided.compareAndSet(false, true);
  }
}
