package dev.dualwrite.bootstrap;

/**
 * One call of a hooked method that the agent takes part in: made before the native call, asked for
 * result and exception after it.
 *
 * <p>Confined to the calling thread.
 */
public class Call {
  private Object result;
  private Throwable thrown;
  private boolean replaced;

  /** Makes the application see this result instead of the native one. */
  public final void replaceResult(Object newResult) {
    result = newResult;
    replaced = true;
  }

  /**
   * Makes the application see this exception instead of the native outcome; null takes a native
   * exception away.
   */
  public final void replaceThrown(Throwable newThrown) {
    thrown = newThrown;
  }

  final void nativeOutcome(Object nativeResult, Throwable nativeThrown) {
    if (!replaced) {
      result = nativeResult;
    }
    if (!(this instanceof Skipped)) {
      thrown = nativeThrown;
    }
  }

  final Object result() {
    return result;
  }

  final Throwable thrown() {
    return thrown;
  }

  /** A call whose native half is left out: its outcome is what the agent sets. */
  public static class Skipped extends Call {
    /** A call that throws. */
    public static Skipped throwing(Throwable thrown) {
      Skipped call = new Skipped();
      call.replaceThrown(thrown);
      return call;
    }
  }
}
