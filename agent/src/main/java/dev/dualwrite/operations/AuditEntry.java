package dev.dualwrite.operations;

import dev.dualwrite.divergence.Origin;
import java.time.Instant;
import java.util.Optional;

/** One text of the audit with how often, when and from where the application executed it. */
public final class AuditEntry {
  private final WriteText text;
  private final long executions;
  private final Instant first;
  private final Instant last;
  private final Optional<Origin> origin;
  private final Optional<String> obstacle;

  AuditEntry(
      WriteText text,
      long executions,
      Instant first,
      Instant last,
      Optional<Origin> origin,
      Optional<String> obstacle) {
    this.text = text;
    this.executions = executions;
    this.first = first;
    this.last = last;
    this.origin = origin;
    this.obstacle = obstacle;
  }

  /** The text and its plan. */
  public WriteText text() {
    return text;
  }

  /** How often it was executed; each row of a batch counts, and so does what failed. */
  public long executions() {
    return executions;
  }

  /** When it was executed first. */
  public Instant first() {
    return first;
  }

  /** When it was executed last, to within ten seconds. */
  public Instant last() {
    return last;
  }

  /** Where in the application the first execution came from. */
  public Optional<Origin> origin() {
    return origin;
  }

  /** What some execution had that can't be repeated, such as a value that can't be copied. */
  public Optional<String> obstacle() {
    return obstacle;
  }

  /** Why the migration can't go on with this text as it is; empty when it can. */
  public Optional<String> noGo() {
    if (text.leftOut()) {
      return Optional.empty();
    }
    Optional<String> unmirrored = text.unmirroredBecause();
    return unmirrored.isPresent() ? unmirrored : obstacle;
  }
}
