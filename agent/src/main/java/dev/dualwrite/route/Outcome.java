package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;

/** What a call came to that was made elsewhere, or not at all. */
final class Outcome extends Call.Skipped {
  private Outcome() {}

  static Outcome of(Object result) {
    Outcome outcome = new Outcome();
    outcome.replaceResult(result);
    return outcome;
  }

  static Outcome thrown(Throwable thrown) {
    Outcome outcome = new Outcome();
    outcome.replaceThrown(thrown);
    return outcome;
  }
}
