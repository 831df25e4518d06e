package dev.dualwrite.transition;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.TableFilter;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mirror.MirrorLimits;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.QueueFigures;
import dev.dualwrite.state.State;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The condition that every table was found equal, in all its rows, since all writes reach both
 * databases. Small tables are verified for it, so that it holds on nobody's forgetting.
 */
final class VerifiedGate {
  private static final String NAME = "verified";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN = 5;

  private final State state;
  private final TableFilter filter;
  private final Mapping mapping;
  private final Databases databases;
  private final Duration longestCommit;
  private final Patience patience;

  VerifiedGate(State state, Settings settings, Databases databases, Patience patience) {
    this.state = state;
    this.filter = settings.tables();
    this.mapping = settings.mapping();
    this.longestCommit = MirrorLimits.of(settings).longestCommit();
    this.databases = databases;
    this.patience = patience;
  }

  Gate look(Move move) {
    Optional<Instant> since =
        new PhaseHistory(state.documents()).current().flatMap(PhaseRecord::completeSince);
    if (since.isEmpty()) {
      return Gate.held(
          NAME, "nothing is, since not every write reached both", "See the gate of the phase");
    }
    try {
      return patience.ask(
          "the verification", PATIENCE, () -> look(move.from().primary(), since.get()));
    } catch (SQLException failure) {
      return Gate.held(
          NAME,
          "can't be told: " + Secrets.mask(String.valueOf(failure.getMessage())),
          "Command: verify");
    }
  }

  private Gate look(Side primary, Instant since) throws SQLException {
    try (SmallTables small =
        new SmallTables(
            databases.of(primary),
            databases.of(primary.other()),
            mapping,
            longestCommit,
            this::oldest)) {
      List<TableName> tables =
          small.tables().stream()
              .filter(table -> filter.includes(table.toString()))
              .collect(Collectors.toList());
      List<TableName> before = unproven(tables, since);
      // While rows wait to be copied, a look at them all finds only that.
      List<TableName> unproven = isQueueEmpty() ? withoutEqual(before, small, since) : before;
      int now = before.size() - unproven.size();
      return unproven.isEmpty()
          ? Gate.open(
              NAME, counted(tables.size()) + (now > 0 ? ", " + now + " of them just now" : ""))
          : held(unproven);
    }
  }

  /** Verifies what is small, and keeps what comes of it. */
  private List<TableName> withoutEqual(List<TableName> tables, SmallTables small, Instant since)
      throws SQLException {
    List<TableName> left = new ArrayList<>();
    for (TableName table : tables) {
      Optional<VerifiedTable> verified = small.verify(table);
      verified.ifPresent(result -> VerifyRecord.keep(state, result));
      if (!isProven(verified, since)) {
        left.add(table);
      }
    }
    return left;
  }

  private boolean isQueueEmpty() {
    QueueFigures figures = state.queue().figures();
    return figures.queued() + figures.parked() == 0;
  }

  /** The age of the oldest key that is still to be copied. */
  private Optional<Duration> oldest() {
    return state
        .queue()
        .figures()
        .oldestQueued()
        .map(time -> Duration.between(time, Instant.now()).plusSeconds(1));
  }

  private List<TableName> unproven(List<TableName> tables, Instant since) {
    VerifyRecord record = VerifyRecord.of(state);
    List<TableName> unproven = new ArrayList<>(tables);
    unproven.removeIf(table -> isProven(record.table(table), since));
    return unproven;
  }

  private static boolean isProven(Optional<VerifiedTable> verified, Instant since) {
    return verified
        .flatMap(VerifiedTable::provenSince)
        .filter(proven -> !proven.isBefore(since))
        .isPresent();
  }

  private static String counted(int tables) {
    return tables == 1 ? "1 table" : tables + " tables";
  }

  private static Gate held(List<TableName> unproven) {
    String names =
        unproven.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    return Gate.held(
        NAME,
        "not found equal: " + names + (unproven.size() > SHOWN ? ", and more" : ""),
        "Command: verify; and repair what it finds. What can't be verified: exclude it, or compare"
            + " it by hand");
  }
}
