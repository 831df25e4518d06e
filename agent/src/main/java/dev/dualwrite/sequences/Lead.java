package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How far a counter of the coming primary is ahead of all that is in use. "Beyond" is meant in the
 * direction in which it counts.
 */
final class Lead {
  private static final BigInteger LEAST_MARGINS_LEFT = BigInteger.valueOf(1000);

  private final Counter ours;
  private final BigInteger step;
  private final BigInteger anchor;
  private final BigInteger required;

  private Lead(Counter ours, BigInteger anchor, BigInteger required) {
    this.ours = ours;
    this.step = ours.increment();
    this.anchor = anchor;
    this.required = required;
  }

  /**
   * Computes what the counter must give next at least: what the other side hasn't given yet, and
   * beyond the values of the column. A value that was put in past both counters may be the last of
   * a block that an application took at once, so the next block begins after it. Values after which
   * the counter has no more are passed over: the present primary's stands before them, too.
   *
   * @param theirs the present primary's counter; its values keep their distance to this one's
   * @param furthest the furthest value of the column on either side
   */
  static Lead of(Counter ours, Optional<Counter> theirs, Optional<BigInteger> furthest) {
    BigInteger anchor = theirs.map(Counter::notYetGiven).orElse(ours.next());
    Lead byCounter = new Lead(ours, anchor, anchor);
    if (furthest.isEmpty() || byCounter.isBeyond(anchor, furthest.get())) {
      return byCounter;
    }
    Lead byValues = new Lead(ours, anchor, furthest.get().add(ours.increment()));
    return byValues.inRange() ? byValues : byCounter;
  }

  /** Whether the counter would give a value that may be in use, or comes to one. */
  boolean isBehind() {
    return isBeyond(required, ours.next());
  }

  /** Whether the counter can give what it must give at least. */
  boolean inRange() {
    return !ours.endsBefore(onGrid(required));
  }

  /** Whether fewer values lie between what is in use and the counter's next than half of these. */
  boolean isShorterThanHalf(long values) {
    return isBeyond(required.add(step.multiply(affordable(values).shiftRight(1))), ours.next());
  }

  BigInteger required() {
    return onGrid(required);
  }

  /** Returns what to set the counter to, so that so many values lie before it, or fewer. */
  BigInteger withMargin(long values) {
    return onGrid(required.add(step.multiply(affordable(values))));
  }

  /** A margin that is taken at each change of authority must not use a short sequence up. */
  private BigInteger affordable(long values) {
    BigInteger left = ours.end().subtract(required).divide(step).max(BigInteger.ZERO);
    return left.divide(LEAST_MARGINS_LEFT).min(BigInteger.valueOf(values));
  }

  private boolean isBeyond(BigInteger one, BigInteger other) {
    return one.compareTo(other) * step.signum() > 0;
  }

  /** The first value, not before this one, that the present primary's counter would come to. */
  private BigInteger onGrid(BigInteger value) {
    BigInteger direction = BigInteger.valueOf(step.signum());
    BigInteger missing = anchor.subtract(value).multiply(direction).mod(step.abs());
    return value.add(missing.multiply(direction));
  }
}
