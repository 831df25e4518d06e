package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
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

  @Test
  void noProbeIsDueWhileItIsClosedOrBeforeItsDelayIsOver() {
    BreakerProbe probe = new BreakerProbe();
    Breaker closed = new Breaker("new", 3, Duration.ZERO);
    Breaker open = opened(Duration.ofHours(1));
    probe.watch(closed, database);
    probe.watch(open, database);
    probe.probeAll();
    assertEquals(0, asked.get());
  }

  @Test
  void aProbeThatIsAnsweredClosesItAndOneThatIsNotKeepsItOpen() {
    BreakerProbe probe = new BreakerProbe();
    Breaker breaker = opened(Duration.ZERO);
    probe.watch(breaker, database);
    outage.set(new SQLException("down", "08001"));
    probe.probeAll();
    assertFalse(breaker.closed());
    outage.set(null);
    probe.probeAll();
    assertTrue(breaker.closed());
    assertEquals(2, asked.get());
  }

  @Test
  void aDriverThatFailsInItsOwnWayIsAskedAgain() {
    BreakerProbe probe = new BreakerProbe();
    Breaker breaker = opened(Duration.ZERO);
    probe.watch(breaker, database);
    outage.set(new IllegalStateException("a driver's bug"));
    probe.probeAll();
    outage.set(null);
    probe.probeAll();
    assertTrue(breaker.closed());
  }
}
