package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;

/**
 * What stands around one execution of writes: the application's transaction, or one of the agent's
 * own making.
 */
interface Bracket {
  /** The execution's writes are done on the primary and handed over. */
  void done(Call call);

  /** Whether the host's transaction, and its twin's, ends with the execution. */
  boolean endsWithExecution();

  /** The execution failed and left nothing. */
  void undone(Throwable thrown);

  /** The application's own transaction, which ends when the application says so. */
  static Bracket applicationTransaction(HostConnection host) {
    return new Bracket() {
      @Override
      public void done(Call call) {}

      @Override
      public boolean endsWithExecution() {
        return false;
      }

      @Override
      public void undone(Throwable thrown) {
        TransactionCapture.noticeFailure(host, thrown);
      }
    };
  }
}
