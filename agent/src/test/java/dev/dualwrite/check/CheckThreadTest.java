package dev.dualwrite.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.testing.TestState;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.testing.Waiting;
import dev.dualwrite.verify.Backlog;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.SpotCheck;
import dev.dualwrite.verify.VerifiedDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check of two databases that can't be had: what counts is whether they are asked. */
class CheckThreadTest {
  private static final Dialect H2 = Vendor.H2.dialect();

  private final TestState kept = TestState.open();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean inCharge = true;
  private volatile boolean open = true;
  private final Check check = check();

  @AfterEach
  void close() {
    check.close();
    kept.close();
  }

  @Test
  void whatIsDueIsAskedForAndDroppedWhereThatFails() throws Exception {
    written();
    check.start();

    Waiting.until("the row is dropped", () -> check.status().dropped() == 1);
    assertEquals(1, opened.get());
    assertEquals(0, check.status().differing());
  }

  @Test
  void aDatabaseThatIsKnownToBeDownIsNotAskedAndTheKeysWait() throws Exception {
    open = false;
    written();
    check.start();

    // The first key would be due after four looks.
    Waiting.until("it has looked six times", () -> looks.get() >= 6);
    assertEquals(0, opened.get());
    assertEquals(0, check.status().dropped());
  }

  @Test
  void whatWasWrittenBeforeTheRolesChangedIsDropped() throws Exception {
    inCharge = false;
    written();
    check.start();

    Waiting.until("the row is dropped", () -> check.status().dropped() == 1);
    assertEquals(0, opened.get());
  }

  @Test
  void itsThreadEndsWithIt() throws Exception {
    long before = threads();
    check.start();
    Waiting.until("it looks", () -> looks.get() > 0);
    assertEquals(before + 1, threads());

    check.close();
    assertEquals(before, threads());
    check.start();
    assertEquals(before, threads());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("dualwrite-check-\\d+"))
        .count();
  }

  private void written() {
    check.sample().committed(Set.of(Key.of(TableName.of("T"), List.of("ID"), List.of(1))));
  }

  private Check check() {
    VerifiedDatabase primary = database(Side.OLD);
    VerifiedDatabase secondary = database(Side.NEW);
    DatabasesToVerify databases = new DatabasesToVerify(primary, secondary, Mapping.none());
    Duration bound = Duration.ofSeconds(1);
    return Check.of(
        100,
        new SpotCheck(databases, bound, Backlog.NONE, bound, new Patience("test")),
        kept.state(),
        new Healing(
            divergence -> {},
            kept.state().queue(),
            Owed.KNOWN,
            new Reconciler(
                H2,
                primary.schema(),
                primary.connections(),
                databases.counterparts(),
                secondary.connections(),
                bound),
            () -> Phase.BOTH_REQUIRED),
        new CheckGate() {
          @Override
          public boolean inCharge() {
            looks.incrementAndGet();
            return inCharge;
          }

          @Override
          public boolean open() {
            return open;
          }
        });
  }

  private VerifiedDatabase database(Side side) {
    return new VerifiedDatabase(
        Database.of(
            side,
            H2,
            () -> {
              opened.incrementAndGet();
              throw new SQLException("down", "08001");
            }));
  }
}
