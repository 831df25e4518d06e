package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import dev.dualwrite.phase.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what one look at the counters shows to be wrong with the coming primary's. */
final class GapFinder {
  private final Side comingSide;
  private final Look look;
  private final Map<String, SQLException> refused;

  /**
   * Makes a finder for one look.
   *
   * @param refused by a counter's name, why it could not be set
   */
  GapFinder(Side comingSide, Look look, Map<String, SQLException> refused) {
    this.comingSide = comingSide;
    this.look = look;
    this.refused = refused;
  }

  List<SequenceGap> find() {
    List<SequenceGap> gaps = new ArrayList<>();
    for (Counter theirs : look.missing()) {
      gaps.add(SequenceGap.missing(theirs, comingSide));
    }
    look.pairs().forEach((ours, theirs) -> gap(ours, theirs).ifPresent(gaps::add));
    return gaps;
  }

  private Optional<SequenceGap> gap(Counter ours, Optional<Counter> theirs) {
    return unreadable(ours, comingSide)
        .or(() -> theirs.flatMap(counter -> unreadable(counter, comingSide.other())))
        .or(() -> theirs.flatMap(counter -> otherIncrement(ours, counter)))
        .or(() -> behind(ours));
  }

  private Optional<SequenceGap> unreadable(Counter counter, Side side) {
    SQLException error = look.unreadable().get(counter);
    return counter.readable() && error == null
        ? Optional.empty()
        : Optional.of(SequenceGap.unreadable(counter, side, error));
  }

  /** An application that asks by name may use all values up to the next one, by its own count. */
  private Optional<SequenceGap> otherIncrement(Counter ours, Counter theirs) {
    boolean otherWay = ours.increment().signum() != theirs.increment().signum();
    boolean overlaps =
        ours.askedByName()
            && theirs.askedByName()
            && ours.increment().abs().compareTo(theirs.increment().abs()) < 0;
    return otherWay || overlaps
        ? Optional.of(SequenceGap.otherIncrement(ours, comingSide, theirs))
        : Optional.empty();
  }

  private Optional<SequenceGap> behind(Counter ours) {
    Lead lead = look.lead(ours);
    if (!lead.isBehind()) {
      return Optional.empty();
    }
    if (!lead.inRange()) {
      return Optional.of(SequenceGap.ended(ours, comingSide, lead));
    }
    SQLException error = refused.get(ours.toString());
    return Optional.of(
        error == null
            ? SequenceGap.behind(ours, comingSide, lead)
            : SequenceGap.refused(ours, comingSide, lead, error));
  }
}
