package dev.dualwrite.transition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SyncMode;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPhaseTest {
  @TempDir Path folder;

  private State state;
  private PhaseHistory history;

  @BeforeEach
  void open() throws Exception {
    state = State.open(folder, "test", SyncMode.OS);
    history = new PhaseHistory(state.documents());
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void theFirstStartTakesTheFilesWord() throws Exception {
    assertEquals(Phase.NEW_PRIMARY, startWith("new-primary"));
    assertEquals(Phase.NEW_PRIMARY, history.current().get().phase());
    assertEquals(List.of(), history.changes());
  }

  @Test
  void anEditMadeWhileItDidNotRunIsTakenOver() throws Exception {
    startWith("old-only");
    assertEquals(Phase.BOTH_REQUIRED, startWith("both-required"));
    assertEquals("the properties file, at a start", history.changes().get(0).origin());
    assertEquals(Phase.BOTH_REQUIRED, startWith("both-required"));
    assertEquals(1, history.changes().size());
  }

  /** Its gates need both databases, which a start doesn't wait for. */
  @Test
  void authorityDoesNotMoveAtAStart() throws Exception {
    startWith("both-required");
    assertEquals(Phase.BOTH_REQUIRED, startWith("new-primary"));
    assertEquals(Phase.BOTH_REQUIRED, history.current().get().phase());
    assertEquals(Phase.OLD_ONLY, startWith("old-only"));
  }

  /**
   * The folder was another application's, or another migration's, whose phase says nothing here.
   */
  @Test
  void whatIsRecordedOfAnotherOldDatabaseDoesNotCount() throws Exception {
    startWith("both-required");
    startWith("old-only");
    assertEquals(Phase.NEW_ONLY, startWith("new-only", "jdbc:h2:mem:another"));
    assertEquals(List.of(), history.changes());
    assertEquals(Phase.NEW_ONLY, startWith("both-required", "jdbc:h2:mem:another;MODE=MySQL"));
  }

  /** The application was killed between the change and the rewriting of its file. */
  @Test
  void aFileThatTheLastChangeCouldNotRewriteIsNotBelieved() throws Exception {
    startWith("both-required");
    history.current(history.current().get().after(Phase.NEW_PRIMARY, Clock.systemUTC().instant()));
    assertEquals(Phase.NEW_PRIMARY, startWith("both-required"));
    assertEquals(Phase.NEW_PRIMARY, startWith("new-primary"));
    assertEquals(Phase.NEW_ONLY, startWith("new-only"), "an edit, since");
  }

  private Phase startWith(String phase) throws Exception {
    return startWith(phase, "jdbc:h2:mem:old");
  }

  private Phase startWith(String phase, String oldUrl) throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "dualwrite.phase", phase,
                "dualwrite.old.url", oldUrl,
                "dualwrite.new.url", "jdbc:h2:mem:new"));
    return StartingPhase.decide(settings, state, Clock.systemUTC());
  }
}
