package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.mirror.KeyOrder;
import dev.dualwrite.mirror.MirrorTransaction;

/**
 * Autocommit as the application has it, mirrored when it is done ({@code
 * dualwrite.autocommit=after}), in turn with other writes of the same keys.
 */
final class MirroredAfterwards implements Bracket {
  private final HostConnection host;
  private final KeyOrder.Turn turn;

  MirroredAfterwards(HostConnection host, KeyOrder.Turn turn) {
    this.host = host;
    this.turn = turn;
  }

  @Override
  public void done(Call call) {
    try {
      MirrorTransaction mirrored = host.currentTransaction();
      mirrored.beforeCommit(host.readerInAutocommit());
      mirrored.committed();
    } finally {
      end();
    }
  }

  @Override
  public boolean endsWithExecution() {
    return true;
  }

  @Override
  public void undone(Throwable thrown) {
    try {
      host.transaction().ifPresent(MirrorTransaction::rollback);
    } finally {
      end();
    }
  }

  private void end() {
    host.endTransaction();
    turn.end();
  }
}
