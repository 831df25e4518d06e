package dev.dualwrite.verify;

import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceSink;
import dev.dualwrite.divergence.Evidence;
import dev.dualwrite.phase.Phase;
import java.util.function.Consumer;

/** Writes differences to the divergence log. */
public final class LoggedDifferences implements Consumer<Difference> {
  private final DivergenceSink log;
  private final Phase phase;

  /** Logs what is found in the given phase. */
  public LoggedDifferences(DivergenceSink log, Phase phase) {
    this.log = log;
    this.phase = phase;
  }

  @Override
  public void accept(Difference difference) {
    log.append(record(difference, phase, DivergenceAction.LOGGED).build());
  }

  /** Returns the record of a difference, to be completed. */
  public static Divergence.Builder record(
      Difference difference, Phase phase, DivergenceAction action) {
    Divergence.Builder divergence =
        Divergence.builder(difference.kind().divergence(), action)
            .phase(phase)
            .side(phase.primary().other())
            .table(difference.key().table().toString())
            .key(difference.key().asMap());
    if (!difference.fields().isEmpty()) {
      divergence
          .expected(Evidence.values(difference.expected()))
          .actual(Evidence.values(difference.actual()));
    }
    return divergence;
  }
}
