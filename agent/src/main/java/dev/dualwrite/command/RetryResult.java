package dev.dualwrite.command;

import dev.dualwrite.operations.Life;
import dev.dualwrite.operations.Status;
import dev.dualwrite.operations.StatusJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a retry has led to. */
final class RetryResult {
  private final long unparked;
  private final long queuedBefore;
  private final Status after;

  /**
   * Creates a result.
   *
   * @param unparked the keys that were parked, and were queued again
   * @param queuedBefore the queued keys as it began, those included
   */
  RetryResult(long unparked, long queuedBefore, Status after) {
    this.unparked = unparked;
    this.queuedBefore = queuedBefore;
    this.after = after;
  }

  /** Whether nothing is left to try. */
  boolean done() {
    return after.lag().queued() == 0 && after.lag().parked() == 0;
  }

  Map<String, Object> json() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("done", done());
    result.put("unparked", unparked);
    result.put("queuedBefore", queuedBefore);
    result.put("queued", after.lag().queued());
    result.put("parked", after.lag().parked());
    result.put("status", StatusJson.of(after));
    return result;
  }

  List<String> lines() {
    String by = after.life() == Life.RUNNING ? "by the running application" : "by this command";
    String unparkedText =
        unparked == 0 ? "" : ", " + Words.counted(unparked, "parked key") + " among them";
    return List.of(
        Words.counted(queuedBefore, "key") + " to reconcile " + by + unparkedText + ".",
        Words.counted(after.lag().queued(), "key")
            + " left in the queue, "
            + Words.counted(after.lag().parked(), "key")
            + " parked."
            + hint());
  }

  private String hint() {
    if (done()) {
      return "";
    }
    return after.lag().parked() > 0
        ? " Why they are parked is in the divergence log (command: report)."
        : " It goes on, or wait longer with --wait.";
  }
}
