package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;

/** What is left to do when a call of the application has returned or thrown. */
@FunctionalInterface
public interface CallEnd {
  /** Does it; may replace what the application sees of the call. */
  void after(Call call, Object result, Throwable thrown);

  /** Does something more after a call, if it has succeeded. */
  static Call then(Call call, Runnable more) {
    CallEnd before = call instanceof Ending ? ((Ending) call).end() : (same, result, thrown) -> {};
    CallEnd both =
        (same, result, thrown) -> {
          before.after(same, result, thrown);
          if (thrown == null) {
            more.run();
          }
        };
    return both.afterNative();
  }

  /**
   * Does something more after a call, whatever comes of it; at once when nothing is left to do
   * after it.
   */
  static Call always(Call call, Runnable more) {
    if (!(call instanceof Ending)) {
      more.run();
      return call;
    }
    Ending ending = (Ending) call;
    CallEnd before = ending.end();
    ending.end(
        (same, result, thrown) -> {
          try {
            before.after(same, result, thrown);
          } finally {
            more.run();
          }
        });
    return call;
  }

  /** Lets the native call run, then does this. */
  default Call afterNative() {
    return new Native(this);
  }

  /** Leaves the native call out: the agent has made it in its own way, with this outcome. */
  default Call insteadOfNative(Object result, Throwable thrown) {
    Replaced call = new Replaced(this);
    call.replaceResult(result);
    call.replaceThrown(thrown);
    return call;
  }

  /** A call that carries what is left to do. */
  interface Ending {
    CallEnd end();

    void end(CallEnd changed);
  }

  /** A call whose native half runs. */
  final class Native extends Call implements Ending {
    private CallEnd end;

    private Native(CallEnd end) {
      this.end = end;
    }

    @Override
    public CallEnd end() {
      return end;
    }

    @Override
    public void end(CallEnd changed) {
      end = changed;
    }
  }

  /** A call whose native half is left out. */
  final class Replaced extends Call.Skipped implements Ending {
    private CallEnd end;

    private Replaced(CallEnd end) {
      this.end = end;
    }

    @Override
    public CallEnd end() {
      return end;
    }

    @Override
    public void end(CallEnd changed) {
      end = changed;
    }
  }
}
