package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.mirror.MirrorTransaction;
import java.sql.SQLException;

/**
 * Autocommit with a transaction put around the statement, so that the twin can commit before the
 * host does.
 */
final class WrappedAutocommit implements Bracket {
  private final HostConnection host;
  private final HostTransaction transaction;

  private WrappedAutocommit(HostConnection host, HostTransaction transaction) {
    this.host = host;
    this.transaction = transaction;
  }

  static WrappedAutocommit begin(HostConnection host) throws SQLException {
    return new WrappedAutocommit(host, HostTransaction.begin(host));
  }

  /** The twin first, then the host: see DESIGN section 5. */
  @Override
  public void done(Call call) {
    MirrorTransaction mirrored = host.currentTransaction();
    try {
      mirrored.beforeCommit(host.reader());
    } finally {
      commitHost(mirrored, call);
    }
  }

  private void commitHost(MirrorTransaction mirrored, Call call) {
    Throwable thrown = null;
    try {
      transaction.commit();
    } catch (SQLException | RuntimeException | Error e) {
      thrown = e;
      call.replaceThrown(e);
    }
    try {
      TransactionCapture.tellOutcome(host, mirrored, thrown);
    } finally {
      host.endTransaction();
    }
  }

  @Override
  public boolean endsWithExecution() {
    return true;
  }

  @Override
  public void undone(Throwable thrown) {
    transaction.rollback();
    host.transaction().ifPresent(MirrorTransaction::rollback);
    host.endTransaction();
  }
}
