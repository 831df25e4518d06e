package dev.dualwrite.transition;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import dev.dualwrite.state.QueueFigures;
import dev.dualwrite.state.State;
import dev.dualwrite.state.UnverifiedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the conditions of a change of the phase; changes nothing. */
final class Gates {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final int VALID_SECONDS = 5;

  private static final String QUEUE = "queue";
  private static final long DRAINED_IN_A_MOMENT = 1_000;

  private final State state;
  private final MirrorMode mirror;
  private final Databases databases;
  private final Mapping mapping;
  private final Proof proof;
  private final Patience patience;

  Gates(
      State state,
      MirrorMode mirror,
      Databases databases,
      Mapping mapping,
      Proof proof,
      Patience patience) {
    this.state = state;
    this.mirror = mirror;
    this.databases = databases;
    this.mapping = mapping;
    this.proof = proof;
    this.patience = patience;
  }

  /** The conditions of a change as they are now, all of them, whether the first holds or not. */
  List<Gate> look(Move move) {
    List<Gate> gates = new ArrayList<>();
    if (move.comingPrimary() == Side.NEW && !mapping.isEmpty()) {
      gates.add(mapping());
    }
    if (!isRoutable(move)) {
      return gates;
    }
    if (move.movesAuthority()) {
      gates.add(complete(move));
      Gate oldAnswers = reachable(Side.OLD);
      Gate newAnswers = reachable(Side.NEW);
      gates.add(oldAnswers);
      gates.add(newAnswers);
      gates.add(state());
      gates.add(mayBeDrained() ? Gate.open(QUEUE, "will be drained by the change") : queue());
      if (oldAnswers.isOpen() && newAnswers.isOpen()) {
        gates.addAll(proof.look(move));
      }
    } else if (move.to().mirrors() && !move.from().mirrors()) {
      gates.add(reachable(move.comingPrimary().other()));
    } else if (!move.to().mirrors() && move.comingPrimary() == Side.NEW) {
      gates.add(reachable(Side.NEW));
    }
    return gates;
  }

  /**
   * Whether the databases of a change are configured at all, and the application's SQL means the
   * same on its primary; not even force goes without.
   */
  boolean isPossible(Move move) {
    if (!isRoutable(move)) {
      return false;
    }
    try {
      databases.of(Side.OLD);
      if (move.to().needsNewDatabase()) {
        databases.of(Side.NEW);
      }
      return true;
    } catch (IllegalStateException missing) {
      return false;
    }
  }

  private boolean isRoutable(Move move) {
    return move.comingPrimary() == Side.OLD || mapping.unroutable().isEmpty();
  }

  /** The condition that new understands the SQL that the application has for old. */
  private Gate mapping() {
    List<String> otherwise = mapping.unroutable();
    return otherwise.isEmpty()
        ? Gate.open("mapping", "no table is called or held otherwise on new")
        : Gate.held(
            "mapping",
            "the application's SQL would run on new, which calls or holds otherwise: "
                + String.join(", ", otherwise),
            "Have both databases call things alike and remove these keys of dualwrite.map, or stop"
                + " the application and start one that is written for new; see docs/mapping.md");
  }

  /** The condition that the phase before has had every write mirrored. */
  private static Gate complete(Move move) {
    String coming = move.comingPrimary().label();
    return move.keepsBothComplete()
        ? Gate.open("phase", "in " + move.from() + " the " + coming + " database has every write")
        : Gate.held(
            "phase",
            "in " + move.from() + " the " + coming + " database doesn't get every write",
            move.comingPrimary() == Side.NEW
                ? "Go to both-required first, backfill what is older, and verify"
                : "Go to new-primary first, backfill what is older, and verify");
  }

  private Gate reachable(Side side) {
    String name = side.label() + " database";
    try {
      Database database = databases.of(side);
      long begun = System.nanoTime();
      patience.ask("the " + name, PATIENCE, () -> requireValid(database));
      return Gate.open(
          name, "answers, in " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    } catch (SQLException | RuntimeException failure) {
      return Gate.held(
          name,
          "can't be reached: " + Secrets.mask(String.valueOf(failure.getMessage())),
          "Start it, or correct dualwrite." + side.label() + ".url, .username and .password");
    }
  }

  private static Void requireValid(Database database) throws SQLException {
    try (Connection connection = database.connections().open()) {
      if (!connection.isValid(VALID_SECONDS)) {
        throw new SQLException("its connection isn't valid");
      }
      return null;
    }
  }

  /** The condition that all that was handed over for keeping is kept. */
  Gate state() {
    return state.health().ok() && state.flush(FLUSH)
        ? Gate.open("state", "can be written")
        : Gate.held("state", "can't be written", "See status; make room, or repair its folder");
  }

  /** In async mode something is always queued, and little of it is drained in a moment. */
  private boolean mayBeDrained() {
    QueueFigures figures = state.queue().figures();
    return mirror == MirrorMode.ASYNC
        && figures.parked() == 0
        && figures.queued() + figures.rechecks() <= DRAINED_IN_A_MOMENT
        && state.unverified().all().isEmpty();
  }

  /** The condition that nothing waits to be reconciled, and no table is marked. */
  Gate queue() {
    QueueFigures figures = state.queue().figures();
    List<String> marked =
        state.unverified().all().stream()
            .map(UnverifiedTable::table)
            .map(String::valueOf)
            .collect(Collectors.toList());
    if (figures.parked() > 0) {
      return Gate.held(
          QUEUE,
          figures.parked() + " keys are parked",
          "See report for their errors, mend those, then: retry --parked");
    }
    if (figures.queued() > 0) {
      return Gate.held(
          QUEUE, figures.queued() + " keys are queued", "Wait until they are drained; see status");
    }
    if (figures.rechecks() > 0) {
      return Gate.held(
          QUEUE,
          figures.rechecks() + " keys are looked at once more, since a commit was not answered",
          "Wait for that, 20 minutes at most; see status");
    }
    if (!marked.isEmpty()) {
      return Gate.held(
          QUEUE,
          "rows that nobody knows may differ in " + String.join(", ", marked),
          "Command: verify; and repair what it finds");
    }
    return Gate.open(QUEUE, "empty");
  }
}
