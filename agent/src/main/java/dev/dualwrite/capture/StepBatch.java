package dev.dualwrite.capture;

import dev.dualwrite.mirror.Write;
import java.util.ArrayList;
import java.util.List;

/** Collects consecutive steps of one plan, to be one batch on the twin as they were on the host. */
final class StepBatch {

  /** Takes over steps of one plan. */
  interface Target {
    /**
     * Hands them over.
     *
     * @param count the rows that all of them touched, or {@link Write#UNKNOWN_COUNT}
     */
    void handOver(List<Step> steps, long count);
  }

  private final Target target;
  private final List<Step> pending = new ArrayList<>();
  private long count;

  StepBatch(Target target) {
    this.target = target;
  }

  void add(Step step, long stepCount) {
    if (!pending.isEmpty() && pending.get(0).plan() != step.plan()) {
      flush();
    }
    boolean unknown = stepCount == Write.UNKNOWN_COUNT || count == Write.UNKNOWN_COUNT;
    count = unknown ? Write.UNKNOWN_COUNT : count + stepCount;
    pending.add(step);
  }

  void flush() {
    if (!pending.isEmpty()) {
      target.handOver(List.copyOf(pending), count);
    }
    pending.clear();
    count = 0;
  }
}
