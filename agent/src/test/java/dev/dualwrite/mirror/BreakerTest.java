package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final String url = TestServers.h2();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Throwable> outage = new AtomicReference<>();
  private final ConnectionSource database =
      () -> {
        asked.incrementAndGet();
        if (outage.get() instanceof SQLException failure) {
          throw failure;
        }
        if (outage.get() instanceof RuntimeException failure) {
          throw failure;
        }
        return DriverManager.getConnection(url);
      };

  private static Breaker opened(Duration delay) {
    Breaker breaker = new Breaker("new", 3, delay);
    for (int i = 0; i < 3; i++) {
      breaker.silent("nothing");
    }
    return breaker;
  }

  @Test
  void onlyFailuresInARowOpenIt() {
    Breaker breaker = new Breaker("new", 3, Duration.ofHours(1));
    breaker.silent("nothing");
    breaker.silent("nothing");
    breaker.answered();
    breaker.silent("nothing");
    breaker.silent("nothing");
    assertTrue(breaker.closed());
    breaker.silent("nothing");
    assertFalse(breaker.closed());
  }

  private BreakerProbe probe(Breaker breaker) {
    return new BreakerProbe(breaker, database, Runnable::run);
  }

  @Test
  void noProbeIsDueWhileItIsClosedOrBeforeItsDelayIsOver() {
    probe(new Breaker("new", 3, Duration.ZERO)).tick();
    probe(opened(Duration.ofHours(1))).tick();
    assertEquals(0, asked.get());
  }

  @Test
  void aProbeThatIsAnsweredClosesItAndOneThatIsNotKeepsItOpen() {
    Breaker breaker = opened(Duration.ZERO);
    BreakerProbe probe = probe(breaker);
    outage.set(new SQLException("down", "08001"));
    probe.tick();
    assertFalse(breaker.closed());
    outage.set(null);
    probe.tick();
    assertTrue(breaker.closed());
    assertEquals(2, asked.get());
  }

  @Test
  void aDriverThatFailsInItsOwnWayIsAskedAgain() {
    Breaker breaker = opened(Duration.ZERO);
    BreakerProbe probe = probe(breaker);
    outage.set(new IllegalStateException("a driver's bug"));
    probe.tick();
    outage.set(null);
    probe.tick();
    assertTrue(breaker.closed());
  }

  @Test
  void whileAQuestionHangsNoOtherIsAsked() {
    Breaker breaker = opened(Duration.ZERO);
    List<Runnable> questions = new ArrayList<>();
    BreakerProbe probe = new BreakerProbe(breaker, database, questions::add);
    probe.tick();
    probe.tick();
    assertEquals(1, questions.size());

    outage.set(new SQLException("down", "08001"));
    questions.get(0).run();
    probe.tick();
    assertEquals(2, questions.size());
  }
}
