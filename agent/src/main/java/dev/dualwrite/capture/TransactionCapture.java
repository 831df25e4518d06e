package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.TransactionCommand;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the ends, savepoints and modes of host transactions, whether set by methods or by text.
 */
final class TransactionCapture {
  private TransactionCapture() {}

  /** A method of the connection that ends or marks a transaction. */
  static Call before(HostConnection host, JdbcMethod method, Object[] arguments)
      throws SQLException {
    switch (method) {
      case COMMIT:
        return commit(host);
      case ROLLBACK:
        return rollback(host);
      case SET_AUTO_COMMIT:
        return setAutoCommit(host, (Boolean) arguments[0]);
      case SET_SAVEPOINT:
      case SET_NAMED_SAVEPOINT:
        return onSuccess(savepoint -> setSavepoint(host, host.nameSavepoint(savepoint)));
      case ROLLBACK_TO:
        return rollbackTo(host, host.savepointName(arguments[0]));
      case RELEASE_SAVEPOINT:
        return onSuccess(nothing -> release(host, host.savepointName(arguments[0])));
      case CLOSE:
        return close(host);
      case ABORT:
        host.abandon();
        host.closed();
        return null;
      default:
        throw new IllegalArgumentException(method + " doesn't concern transactions");
    }
  }

  /** A text such as COMMIT, executed by the application. */
  static Call before(HostConnection host, Plan plan, TransactionCommand command) {
    switch (command.type()) {
      case BEGIN:
        // MySQL and H2 commit what is under way; on PostgreSQL there is nothing under way, or the
        // text does nothing.
        return endAndThen(host, () -> host.beginTextualTransaction());
      case COMMIT:
        return endAndThen(host, command.chained() ? host::beginTextualTransaction : () -> {});
      case AUTOCOMMIT_ON:
        return endAndThen(host, () -> host.autocommitOffByText(false));
      case ROLLBACK:
        return rollbackText(host, command);
      case SAVEPOINT:
        return onSuccess(nothing -> setSavepoint(host, command.name().get()));
      case ROLLBACK_TO:
        return rollbackTo(host, command.name());
      case RELEASE:
        return onSuccess(nothing -> release(host, command.name()));
      case AUTOCOMMIT_OFF:
        return onSuccess(nothing -> host.autocommitOffByText(true));
      case PREPARED:
        return twoPhase(host, plan);
    }
    throw new AssertionError(command.type());
  }

  /**
   * Switching autocommit on commits what is under way; any switch overrides what a text had set.
   */
  private static Call setAutoCommit(HostConnection host, boolean on) throws SQLException {
    if (on && !host.connection().getAutoCommit()) {
      return endAndThen(host, () -> host.autocommitOffByText(false));
    }
    return onSuccess(nothing -> host.autocommitOffByText(false));
  }

  private static Call commit(HostConnection host) {
    return endAndThen(host, () -> {});
  }

  /** The twin commits before the native call does, and what happened is told after it. */
  static Call endAndThen(HostConnection host, Runnable next) {
    Optional<MirrorTransaction> transaction = host.transaction();
    if (transaction.isPresent()
        && host.migration().dialect().isTransactionAborted(host.connection())) {
      // The primary will roll back, whatever COMMIT says.
      return rollbackAndThen(host, next);
    }
    transaction.ifPresent(mirrored -> mirrored.beforeCommit(host.reader()));
    CallEnd end =
        (call, result, thrown) -> {
          try {
            transaction.ifPresent(mirrored -> tellOutcome(host, mirrored, thrown));
          } finally {
            host.endTransaction();
            next.run();
          }
        };
    return end.afterNative();
  }

  /** Tells what became of the host's commit. */
  static void tellOutcome(HostConnection host, MirrorTransaction mirrored, Throwable thrown) {
    if (thrown == null) {
      mirrored.committed();
    } else {
      SQLException cause =
          thrown instanceof SQLException ? (SQLException) thrown : new SQLException(thrown);
      mirrored.commitFailed(cause, !host.migration().dialect().errors().provesRollback(cause));
    }
  }

  private static Call rollback(HostConnection host) {
    host.transaction().ifPresent(MirrorTransaction::rollback);
    host.endTransaction();
    return null;
  }

  /** The twin rolls back at once, and the host when the native call does. */
  static Call rollbackAndThen(HostConnection host, Runnable next) {
    rollback(host);
    return onSuccess(nothing -> next.run());
  }

  private static Call rollbackText(HostConnection host, TransactionCommand command) {
    rollback(host);
    if (command.chained()) {
      host.beginTextualTransaction();
    }
    return null;
  }

  /** A direct close with a transaction under way: all drivers but Oracle's roll it back. */
  private static Call close(HostConnection host) {
    rollback(host);
    host.closed();
    return null;
  }

  private static Call twoPhase(HostConnection host, Plan plan) {
    host.transaction()
        .ifPresent(
            mirrored -> {
              mirrored.loseWholly(
                  "two-phase commit isn't mirrored: the transaction is on the primary only");
              mirrored.rollback();
              mirrored.committed();
            });
    host.endTransaction();
    return onSuccess(nothing -> host.migration().unmirrored(host.phase(), plan));
  }

  private static void setSavepoint(HostConnection host, String name) {
    host.transaction().ifPresent(mirrored -> mirrored.savepoint(name));
  }

  private static Call rollbackTo(HostConnection host, Optional<String> name) {
    host.transaction().ifPresent(MirrorTransaction::beforeRollbackTo);
    return onSuccess(
        nothing -> host.transaction().ifPresent(mirrored -> mirrored.rollbackTo(name.orElse(""))));
  }

  private static void release(HostConnection host, Optional<String> name) {
    host.transaction().ifPresent(mirrored -> name.ifPresent(mirrored::release));
  }

  /** A statement failed: on some vendors, some failures end the whole transaction. */
  static void noticeFailure(HostConnection host, Throwable thrown) {
    Dialect dialect = host.migration().dialect();
    if (thrown instanceof SQLException && dialect.endsTransaction((SQLException) thrown)) {
      rollback(host);
    } else if (host.transaction().isPresent() && dialect.isTransactionAborted(host.connection())) {
      host.transaction().ifPresent(MirrorTransaction::hostAborted);
    }
  }

  private static Call onSuccess(Consumer<Object> action) {
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown == null) {
            action.accept(result);
          }
        };
    return end.afterNative();
  }
}
