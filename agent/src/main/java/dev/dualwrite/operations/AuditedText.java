package dev.dualwrite.operations;

import dev.dualwrite.divergence.Origin;
import dev.dualwrite.plan.Tally;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the executions of one text of the audit.
 *
 * <p>A count reads no clock: the time of the last execution is that of the look which finds that
 * there were more.
 */
final class AuditedText implements Tally {
  private final WriteText text;
  private final Instant first;
  private final Optional<Origin> origin;
  private final LongAdder executions;

  /** Set by the application's threads, seldom. */
  private volatile Optional<String> obstacle = Optional.empty();

  /** What the last look found; used under the lock of the {@link Audit}. */
  private long executionsSeen;

  private Instant last;

  AuditedText(WriteText text, Instant first, Optional<Origin> origin) {
    this(text, first, origin, new LongAdder());
  }

  private AuditedText(
      WriteText text, Instant first, Optional<Origin> origin, LongAdder executions) {
    this.text = text;
    this.first = first;
    this.last = first;
    this.origin = origin;
    this.executions = executions;
  }

  /** The same text as it is planned now; both go on with one count. */
  AuditedText replanned(WriteText now) {
    return new AuditedText(now, first, origin, executions);
  }

  @Override
  public void count() {
    executions.increment();
  }

  void hinderedBy(String reason) {
    if (obstacle.isEmpty()) {
      obstacle = Optional.of(reason);
    }
  }

  AuditEntry look(Instant now) {
    long counted = executions.sum();
    // The first execution is at its own time, and not at that of the first look.
    if (counted > Math.max(1, executionsSeen)) {
      last = now;
    }
    executionsSeen = counted;
    return new AuditEntry(text, counted, first, last, origin, obstacle);
  }
}
