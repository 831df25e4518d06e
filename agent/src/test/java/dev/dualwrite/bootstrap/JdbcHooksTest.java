package dev.dualwrite.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcHooksTest {
  private static final JdbcMethod METHOD = JdbcMethod.EXECUTE_UPDATE;

  private final Recorder handler = new Recorder();
  private final Target target = new Target();

  @BeforeEach
  void install() {
    JdbcHooks.install(handler);
  }

  @AfterEach
  void uninstall() {
    JdbcHooks.install(null);
  }

  private Throwable after(Call call, Object result, Throwable thrown) {
    return JdbcHooks.after(call, target, METHOD, result, thrown);
  }

  @Test
  void aCallIsSeenOnceAndADriversNestedCallsNever() {
    Call outer = JdbcHooks.before(target, METHOD);
    assertNotNull(outer);
    assertNull(JdbcHooks.before(target, METHOD), "nested");
    assertNull(after(null, 1, null));
    after(outer, 1, null);
    assertNotNull(JdbcHooks.before(target, METHOD), "the next one of the application");
    assertEquals(List.of("before", "after 1", "before"), handler.seen);
    after(new Call(), null, null);
  }

  @Test
  void aCallInWhichTheAgentTakesNoPartLeavesWhatIsBelowItVisible() {
    handler.answer = Optional.empty();
    assertNull(JdbcHooks.before(target, METHOD));
    assertNull(JdbcHooks.before(target, METHOD));
    assertEquals(List.of("before", "before"), handler.seen);
  }

  @Test
  void nothingOfTheAgentsOwnIsTakenForTheApplications() {
    JdbcHooks.enterAgent();
    assertNull(JdbcHooks.before(target, METHOD));
    after(null, null, new SQLException());
    JdbcHooks.leaveAgent();
    assertEquals(List.of(), handler.seen);
    after(JdbcHooks.before(target, METHOD), 1, null);
    assertEquals(List.of("before", "after 1"), handler.seen);
  }

  @Test
  void whatIsIgnoredCostsNoCall() {
    target.dualwrite$state(HookState.IGNORED);
    assertNull(JdbcHooks.before(target, METHOD));
    JdbcHooks.bound(target, JdbcMethod.SET_INT, 1, 2);
    assertSame("stream", JdbcHooks.tee(target, JdbcMethod.SET_BINARY_STREAM, "stream"));
    assertEquals(List.of(), handler.seen);
  }

  @Test
  void beforeAHandlerIsInstalledTheHooksDoNothing() {
    JdbcHooks.install(null);
    SQLException own = new SQLException();
    assertNull(JdbcHooks.before(target, METHOD));
    assertSame(own, after(null, null, own));
    JdbcHooks.bound(target, JdbcMethod.SET_INT, 1, 2);
  }

  @Test
  void aBugBeforeTheCallIsReportedAndTheNativeCallIsMadeWithoutTheAgent() {
    handler.bugBefore = Optional.of(new LinkageError("a bug"));
    assertNull(JdbcHooks.before(target, METHOD));
    assertEquals(List.of("before", "bug EXECUTE_UPDATE"), handler.seen);
    handler.bugBefore = Optional.empty();
    assertNotNull(JdbcHooks.before(target, METHOD), "the depth is as it was");
    after(new Call(), null, null);
  }

  @Test
  void aBugAfterTheCallIsReportedAndTheApplicationSeesItsOwnOutcome() {
    handler.bugAfter = Optional.of(new IllegalStateException("a bug"));
    Call call = JdbcHooks.before(target, METHOD);
    assertNull(after(call, 7, null));
    assertEquals(7, JdbcHooks.intResult(call, 7));
    SQLException own = new SQLException();
    assertSame(own, after(JdbcHooks.before(target, METHOD), null, own));
    handler.bugAfter = Optional.empty();
    assertNotNull(JdbcHooks.before(target, METHOD), "the depth is as it was");
    after(new Call(), null, null);
  }

  @Test
  void evenABugInTheReportOfABugStaysAwayFromTheApplication() {
    handler.bugBefore = Optional.of(new IllegalStateException("first"));
    handler.bugInReport = true;
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertNull(JdbcHooks.before(target, METHOD));
    } finally {
      System.setErr(before);
    }
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("first"));
  }

  @Test
  void bugsInBoundAndTeeLeaveTheDriverItsOwnStream() {
    target.dualwrite$state(new HookState(false) {});
    handler.bugBefore = Optional.of(new IllegalStateException("a bug"));
    JdbcHooks.bound(target, JdbcMethod.SET_INT, 1, 2);
    assertSame("stream", JdbcHooks.tee(target, JdbcMethod.SET_BINARY_STREAM, "stream"));
    assertEquals(List.of("bug SET_INT", "bug SET_BINARY_STREAM"), handler.seen);
  }

  @Test
  void aFailureInWhichTheAgentTookNoPartIsNoticedOnce() {
    handler.answer = Optional.empty();
    SQLException own = new SQLException();
    JdbcHooks.before(target, METHOD);
    assertSame(own, after(null, null, own));
    assertEquals(List.of("before", "failed"), handler.seen);
  }

  @Test
  void aNestedFailureIsTheOuterCallsAlone() {
    Call outer = JdbcHooks.before(target, METHOD);
    SQLException own = new SQLException();
    after(null, null, own);
    after(outer, null, own);
    assertFalse(handler.seen.contains("failed"));
  }

  @Test
  void aSkippedCallHasTheOutcomeThatTheAgentSets() {
    Call.Skipped skipped = new Call.Skipped();
    skipped.replaceResult(3);
    handler.answer = Optional.of(skipped);
    Call call = JdbcHooks.before(target, METHOD);
    assertNull(after(call, 0, null));
    assertEquals(3, JdbcHooks.intResult(call, 0));

    Call.Skipped refused = new Call.Skipped();
    SQLException refusal = new SQLException();
    refused.replaceThrown(refusal);
    handler.answer = Optional.of(refused);
    assertSame(refusal, after(JdbcHooks.before(target, METHOD), 0, null));
  }

  @Test
  void anOutcomeOfAnotherTypeThanTheMethodsNeverBecomesZero() {
    Call call = new Call();
    call.replaceResult(5L);
    call.nativeOutcome(null, null);
    assertEquals(1, JdbcHooks.intResult(call, 1));
    assertEquals(5L, JdbcHooks.longResult(call, 1L));
    assertTrue(JdbcHooks.booleanResult(call, true));
    assertEquals(5L, JdbcHooks.result(call, "native"));
    assertEquals("native", JdbcHooks.result(null, "native"));
    assertEquals(2, JdbcHooks.intResult(null, 2));
  }

  /** A driver's object. */
  private static final class Target implements HostState {
    private HookState state;

    @Override
    public HookState dualwrite$state() {
      return state;
    }

    @Override
    public void dualwrite$state(HookState newState) {
      state = newState;
    }
  }

  /** Remembers what it was asked, and fails where it is told to. */
  private static final class Recorder implements HookHandler {
    private final List<String> seen = new ArrayList<>();
    private Optional<Call> answer = Optional.of(new Call());
    private Optional<Call.Skipped> routed = Optional.empty();
    private Optional<Call.Skipped> refusal = Optional.empty();
    private Optional<Throwable> bugInRefusal = Optional.empty();
    private Optional<Throwable> bugBefore = Optional.empty();
    private Optional<Throwable> bugAfter = Optional.empty();
    private boolean bugInReport;

    @Override
    public Call before(Object target, JdbcMethod method, Object[] arguments) {
      seen.add("before");
      bugBefore.ifPresent(Recorder::fail);
      return answer.orElse(null);
    }

    @Override
    public Call.Skipped route(Object target, String method, Object[] arguments) {
      seen.add("route " + method);
      bugBefore.ifPresent(Recorder::fail);
      return routed.orElse(null);
    }

    @Override
    public Call.Skipped refuse(Object target, Throwable failure) {
      bugInRefusal.ifPresent(Recorder::fail);
      return refusal.orElse(null);
    }

    @Override
    public void after(Call call, Object result, Throwable thrown) {
      seen.add("after " + result);
      bugAfter.ifPresent(Recorder::fail);
    }

    @Override
    public void failed(Object target, JdbcMethod method, Throwable thrown) {
      seen.add("failed");
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, int index, long number) {
      bound(statement, method, new Object[] {index, method.number(number)});
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, int index, Object value) {
      bound(statement, method, new Object[] {index, value});
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, Object[] arguments) {
      bugBefore.ifPresent(Recorder::fail);
    }

    @Override
    public Object tee(Object statement, JdbcMethod method, Object stream) {
      bugBefore.ifPresent(Recorder::fail);
      return stream;
    }

    @Override
    public void bug(String where, Throwable failure) {
      seen.add("bug " + where);
      if (bugInReport) {
        throw new IllegalStateException("second");
      }
    }

    private static void fail(Throwable bug) {
      if (bug instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) bug;
    }
  }
}
