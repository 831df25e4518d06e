package dev.dualwrite.transition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.config.SyncMode;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Passage;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.State;
import dev.dualwrite.transition.ChangeRequest.Extent;
import dev.dualwrite.transition.ChangeResult.Outcome;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PhaseChangeTest {
  private static final String H2 = "jdbc:h2:mem:";

  @TempDir Path folder;

  private final CurrentPhase current = new CurrentPhase(Phase.BOTH_REQUIRED);
  private final List<String> steps = new ArrayList<>();
  private final List<Gate> proofs = new ArrayList<>();
  private Optional<Gate> notPrepared = Optional.empty();
  private Optional<Gate> notFinished = Optional.empty();
  private Mapping mapping = Mapping.none();
  private boolean unreachable;
  private boolean unconfigured;
  private State state;
  private PhaseHistory history;

  @BeforeEach
  void open() throws Exception {
    state = State.open(folder, "test", SyncMode.OS);
    history = new PhaseHistory(state.documents());
    history.current(PhaseRecord.first(Phase.BOTH_REQUIRED, Instant.EPOCH));
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void whatNewCallsOtherwiseIsntRoutedNotEvenByForce() {
    mapping = new MappingReader(Map.of("dualwrite.map.table.orders", "purchases")).mapping();

    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.FORCED);

    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(
        List.of("mapping"), result.gates().stream().map(Gate::name).collect(Collectors.toList()));
    assertEquals(Phase.BOTH_REQUIRED, current.now());
  }

  @Test
  void columnsOfOneSideAloneDontStandAgainstAMove() {
    mapping = new MappingReader(Map.of("dualwrite.map.ignore.new.orders", "region")).mapping();

    assertEquals(Outcome.CHANGED, change(Phase.NEW_PRIMARY, Extent.IF_OPEN).outcome());
  }

  @Test
  void authorityMovesBetweenTheLastLookAndTheNextTransaction() {
    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.IF_OPEN);

    assertEquals(Outcome.CHANGED, result.outcome());
    assertEquals(
        List.of(
            "prepared in both-required",
            "finished in both-required",
            "changed to new-primary, recorded new-primary",
            "released"),
        steps);
    assertEquals(Phase.NEW_PRIMARY, current.now());
    assertTrue(result.pause().millis() > 0);
    PhaseHistory.Entry entry = history.changes().get(0);
    assertEquals("both-required", entry.from());
    assertEquals("new-primary", entry.to());
    assertEquals("a test", entry.origin());
    assertFalse(entry.forced());
  }

  @Test
  void theGatesAloneChangeNothing() {
    assertEquals(Outcome.WOULD_CHANGE, change(Phase.NEW_PRIMARY, Extent.GATES_ONLY).outcome());
    proofs.add(Gate.held("proof", "missing", "bring it"));
    assertEquals(Outcome.WOULD_REFUSE, change(Phase.NEW_PRIMARY, Extent.GATES_ONLY).outcome());
    assertUnchanged();
    assertEquals(List.of(), steps);
  }

  @Test
  void aProofThatIsMissingHolds() {
    proofs.add(Gate.held("proof", "missing", "bring it"));
    assertRefusedBy("proof");
    assertEquals(List.of(), steps);
  }

  @Test
  void aDatabaseThatCannotBeReachedHolds() {
    unreachable = true;
    assertRefusedBy("new database");
  }

  @Test
  void aQueuedKeyHolds() {
    state
        .queue()
        .add(
            List.of(Key.of(TableName.of(null, "public", "t"), List.of("id"), List.of(1))),
            Owed.KNOWN);
    assertRefusedBy("queue");
  }

  @Test
  void aMarkedTableHolds() {
    state.unverified().add(TableName.of(null, "public", "t"), "a test");
    assertRefusedBy("queue");
  }

  @Test
  void aSequenceThatCannotBeSetHoldsBeforeAndAfterTheFence() {
    notPrepared = Optional.of(Gate.held("sequences", "behind", "set it"));
    assertRefusedBy("sequences");
    assertEquals(List.of("prepared in both-required", "released"), steps);

    notPrepared = Optional.empty();
    notFinished = Optional.of(Gate.held("sequences", "behind", "set it"));
    assertRefusedBy("sequences");
    assertBegins();
  }

  @Test
  void aTransactionThatDoesNotEndHolds() {
    Passage passage = current.passage();
    passage.enter();
    assertRefusedBy("transactions");
    passage.leave();
    assertBegins();
    assertEquals(Outcome.CHANGED, change(Phase.NEW_PRIMARY, Extent.IF_OPEN).outcome());
  }

  /** Each gate that held is in the result, and the history says that it was passed. */
  @Test
  void byForceItMovesWhateverHolds() {
    proofs.add(Gate.held("proof", "missing", "bring it"));
    notFinished = Optional.of(Gate.held("sequences", "behind", "set it"));
    Passage passage = current.passage();
    passage.enter();

    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.FORCED);

    assertEquals(Outcome.CHANGED, result.outcome());
    assertEquals(List.of("proof", "transactions"), result.held().stream().map(Gate::name).toList());
    assertTrue(history.changes().get(0).forced());
  }

  @Test
  void notEvenForceMovesItToADatabaseThatIsNotConfigured() {
    unconfigured = true;
    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.FORCED);
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals("new database", result.held().get(0).name());
    assertUnchanged();
  }

  @Test
  void fromAPhaseThatDoesNotRetryAuthorityDoesNotMove() {
    current.change(Phase.NEW_SECONDARY);
    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.IF_OPEN);
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals("phase", result.held().get(0).name());
  }

  /** The way down to the old database alone is never barred. */
  @Test
  void withoutAMoveOfAuthorityNothingIsHeldBackAndNoGateStandsBeforeLess() {
    unreachable = true;
    Passage passage = current.passage();
    passage.enter();
    ChangeResult result = change(Phase.OLD_ONLY, Extent.IF_OPEN);
    assertEquals(Outcome.CHANGED, result.outcome());
    assertTrue(result.notes().get(0).contains("both-required may still be under way"));
    assertEquals(List.of("changed to old-only, recorded old-only"), steps);
  }

  @Test
  void thePresentPhaseIsNoChange() {
    assertEquals(Outcome.SAME, change(Phase.BOTH_REQUIRED, Extent.IF_OPEN).outcome());
    assertEquals(List.of(), history.changes());
  }

  /** What was verified counts as long as every write has reached both since. */
  @Test
  void theTimeSinceWhichAllWritesReachBothOutlastsMovesOfAuthority() {
    change(Phase.NEW_PRIMARY, Extent.IF_OPEN);
    assertEquals(Optional.of(Instant.EPOCH), completeSince());
    change(Phase.BOTH_REQUIRED, Extent.IF_OPEN);
    assertEquals(Optional.of(Instant.EPOCH), completeSince());
    change(Phase.NEW_SECONDARY, Extent.IF_OPEN);
    assertEquals(Optional.empty(), completeSince());
    change(Phase.BOTH_REQUIRED, Extent.IF_OPEN);
    assertTrue(completeSince().get().isAfter(Instant.EPOCH));
  }

  private Optional<Instant> completeSince() {
    return history.current().flatMap(PhaseRecord::completeSince);
  }

  private void assertRefusedBy(String gate) {
    ChangeResult result = change(Phase.NEW_PRIMARY, Extent.IF_OPEN);
    assertEquals(Outcome.REFUSED, result.outcome());
    assertEquals(List.of(gate), result.held().stream().map(Gate::name).toList());
    assertUnchanged();
  }

  private void assertUnchanged() {
    assertEquals(Phase.BOTH_REQUIRED, current.now());
    assertEquals(Phase.BOTH_REQUIRED, history.current().get().phase());
    assertEquals(List.of(), history.changes());
  }

  /** Nothing is held back any more. */
  private void assertBegins() {
    Passage next = current.passage();
    next.enter();
    next.leave();
  }

  private ChangeResult change(Phase to, Extent extent) {
    Gates gates =
        new Gates(
            state,
            MirrorMode.INLINE,
            this::database,
            mapping,
            move -> proofs,
            new Patience("gate"));
    return new PhaseChange(
            current,
            state,
            gates,
            new Keys(),
            Duration.ofMillis(200),
            () ->
                steps.add(
                    "changed to "
                        + current.now()
                        + ", recorded "
                        + history.current().get().phase()),
            Clock.systemUTC())
        .run(new ChangeRequest(to, extent, "a test"));
  }

  private Database database(Side side) {
    if (unconfigured && side == Side.NEW) {
      throw new IllegalStateException("it isn't configured");
    }
    return Database.of(
        side,
        Dialects.forUrl(H2),
        () -> {
          if (unreachable && side == Side.NEW) {
            throw new SQLException("it is down");
          }
          return DriverManager.getConnection(H2);
        });
  }

  /** Says when it is asked. */
  private final class Keys implements KeySupply {
    @Override
    public Optional<Gate> prepare(Move move) {
      steps.add("prepared in " + current.now());
      return notPrepared;
    }

    @Override
    public Optional<Gate> finish(Duration atMost) {
      steps.add("finished in " + current.now());
      return notFinished;
    }

    @Override
    public void release() {
      steps.add("released");
    }
  }
}
