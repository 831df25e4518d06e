package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.mirror.MirrorTransaction;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * One execution of writes in a mirroring phase: what is found out before the native call, and the
 * hand-over of its writes after it.
 *
 * <p>In autocommit mode it puts a transaction around the native call.
 */
final class Execution implements CallEnd {
  private final HostConnection host;
  private final HandOver handOver;
  private final Optional<HostTransaction> wrap;

  private Execution(HostConnection host, HandOver handOver, Optional<HostTransaction> wrap) {
    this.host = host;
    this.handOver = handOver;
    this.wrap = wrap;
  }

  /**
   * Begins an execution: its transaction where there is none, and the keys that can only be found
   * before.
   *
   * @throws SQLException when the transaction can't be begun; then nothing has happened yet
   */
  static Execution begin(HostStatement state, Statement statement, List<Step> steps)
      throws SQLException {
    HostConnection host = state.host();
    Optional<HostTransaction> wrap =
        host.autocommits() ? Optional.of(HostTransaction.begin(host)) : Optional.empty();
    HandOver handOver = new HandOver(state, statement, steps, host.currentTransaction());
    handOver.findKeysBefore();
    return new Execution(host, handOver, wrap);
  }

  @Override
  public void after(Call call, Object result, Throwable thrown) {
    if (thrown == null) {
      handOver.afterSuccess(call, result);
      wrap.ifPresent(transaction -> commit(transaction, call));
    } else if (partlyDone(thrown)) {
      handOver.afterPartialBatch(UpdateCounts.of((BatchUpdateException) thrown));
      wrap.ifPresent(transaction -> commit(transaction, call));
      call.replaceThrown(thrown);
    } else {
      failed(thrown);
    }
  }

  /**
   * A batch that fails half-way leaves what it has done in the transaction, or committed, on all
   * but those vendors that abort the transaction.
   */
  private boolean partlyDone(Throwable thrown) {
    return thrown instanceof BatchUpdateException
        && !host.migration().dialect().failedStatementAbortsTransaction();
  }

  private void failed(Throwable thrown) {
    if (wrap.isPresent()) {
      wrap.get().rollback();
      host.transaction().ifPresent(MirrorTransaction::rollback);
      host.endTransaction();
    } else {
      TransactionCapture.noticeFailure(host, thrown);
    }
  }

  /** The twin first, then the host: see DESIGN section 5. */
  private void commit(HostTransaction transaction, Call call) {
    MirrorTransaction mirrored = host.currentTransaction();
    try {
      mirrored.beforeCommit(host.reader());
    } finally {
      commitHost(transaction, mirrored, call);
    }
  }

  private void commitHost(HostTransaction transaction, MirrorTransaction mirrored, Call call) {
    try {
      transaction.commit();
      mirrored.committed();
    } catch (SQLException e) {
      mirrored.commitFailed(e, host.migration().dialect().isConnectionFailure(e));
      call.replaceThrown(e);
    } finally {
      host.endTransaction();
    }
  }
}
