package dev.dualwrite.migration;

import dev.dualwrite.check.Check;
import dev.dualwrite.check.CheckGate;
import dev.dualwrite.check.Healing;
import dev.dualwrite.config.Settings;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.State;
import dev.dualwrite.verify.Backlog;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.SpotCheck;
import dev.dualwrite.verify.VerifiedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the check of written rows together; opens no connection. */
final class CheckFactory {
  private static final Duration SHORTEST_AGE = Duration.ofMillis(1);

  private final Settings settings;
  private final CurrentPhase phase;
  private final DivergenceSink divergences;
  private final State state;

  CheckFactory(Settings settings, CurrentPhase phase, DivergenceSink divergences, State state) {
    this.settings = settings;
    this.phase = phase;
    this.divergences = divergences;
    this.state = state;
  }

  /**
   * Creates the check of one direction; none where it is switched off.
   *
   * @param reconciler makes one for the check alone
   */
  Optional<Check> check(
      ApplicationDatabase primary,
      ApplicationDatabase secondary,
      Supplier<Reconciler> reconciler,
      CheckGate gate) {
    if (settings.checkPercent() == 0) {
      return Optional.empty();
    }
    Duration longestCommit = MirrorLimits.of(settings).longestCommit();
    SpotCheck rows =
        new SpotCheck(
            new DatabasesToVerify(
                VerifiedDatabase.sharing(primary.asDatabase(), primary.schema()),
                VerifiedDatabase.sharing(secondary.asDatabase(), secondary.schema()),
                settings.mapping()),
            longestCommit,
            backlog(),
            longestCommit.dividedBy(2),
            new Patience("check-session"));
    Healing healing = new Healing(divergences, state.queue(), owed(), reconciler.get(), phase::now);
    return Optional.of(Check.of(settings.checkPercent(), rows, state, healing, gate));
  }

  private Backlog backlog() {
    return () -> state.queue().figures().oldestQueued().map(since -> age(since, Instant.now()));
  }

  private static Duration age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.compareTo(SHORTEST_AGE) < 0 ? SHORTEST_AGE : age;
  }

  /** Where all keys are queued, the end of those alone is told of which something was unknown. */
  private Owed owed() {
    switch (settings.mirror()) {
      case INLINE:
        return Owed.KNOWN;
      case ASYNC:
        return Owed.UNKNOWN;
    }
    throw new AssertionError(settings.mirror());
  }
}
