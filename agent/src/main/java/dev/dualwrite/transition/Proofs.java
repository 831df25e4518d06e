package dev.dualwrite.transition;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.phase.Side;
import dev.dualwrite.state.State;
import dev.dualwrite.wayback.ReturnProbe;
import dev.dualwrite.wayback.ReturnProof;
import dev.dualwrite.wayback.TableReturn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The proofs that a move of authority asks for. */
final class Proofs implements Proof {
  private static final String WAY_BACK = "way back";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Settings settings;
  private final Databases databases;
  private final SequenceSupply sequences;
  private final Patience patience;
  private final VerifiedGate verified;
  private final DivergenceGate divergences;

  Proofs(
      Settings settings,
      State state,
      Databases databases,
      SequenceSupply sequences,
      Patience patience) {
    this.settings = settings;
    this.databases = databases;
    this.sequences = sequences;
    this.patience = patience;
    this.verified = new VerifiedGate(state, settings, databases, patience);
    this.divergences = new DivergenceGate(settings, state);
  }

  @Override
  public List<Gate> look(Move move) {
    List<Gate> gates = new ArrayList<>();
    gates.add(verified.look(move));
    gates.add(divergences.look());
    gates.add(sequences.look(move));
    if (move.comingPrimary() == Side.NEW && move.keepsTheWayBack()) {
      gates.add(wayBack(move));
    }
    return gates;
  }

  private Gate wayBack(Move move) {
    try {
      ReturnProbe probe =
          new ReturnProbe(
              databases.of(move.comingPrimary()),
              databases.of(move.comingPrimary().other()),
              settings.mapping(),
              settings.tables()::includes);
      ReturnProof proof = patience.ask(WAY_BACK, PATIENCE, probe::run);
      return proof.failures().isEmpty() ? proven(proof) : unproven(proof.failures());
    } catch (SQLException failure) {
      return Gate.held(
          WAY_BACK,
          "can't be tried: " + Secrets.mask(String.valueOf(failure.getMessage())),
          "See that both databases answer dualwrite's user");
    }
  }

  private static Gate proven(ReturnProof proof) {
    return Gate.open(
        WAY_BACK,
        "a row of "
            + proof.with(TableReturn.Outcome.WRITTEN).size()
            + " tables of "
            + proof.tables().size()
            + " was written to old and rolled back, in "
            + proof.millis()
            + " ms");
  }

  private static Gate unproven(List<TableReturn> failures) {
    return Gate.held(
        WAY_BACK,
        failures.stream().map(String::valueOf).collect(Collectors.joining("; ")),
        "Old must take what is written to new: mend this first");
  }
}
