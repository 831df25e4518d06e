package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TwinSourceTest {

  @Test
  void nothingIsOpenedBeforeTheFirstConnectionIsAskedFor() throws Exception {
    try (MirrorBench bench = MirrorBench.patient()) {
      assertEquals(0, bench.source.size());
      assertEquals(List.of(), bench.calls);
    }
  }

  @Test
  void aConnectionHasAutocommitOffAndReadsWhatIsCommitted() throws Exception {
    try (MirrorBench bench = MirrorBench.patient();
        Connection connection = bench.source.transactions().borrow()) {
      assertFalse(connection.getAutoCommit());
      assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
    }
  }

  @Test
  void itGrowsWithTheHostConnectionsAndStarvesNone() throws Exception {
    try (MirrorBench bench = MirrorBench.patient()) {
      List<Connection> borrowed = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        borrowed.add(bench.source.transactions().borrow());
      }
      assertTrue(bench.source.size() >= 40);
      for (Connection connection : borrowed) {
        connection.close();
      }
    }
  }

  @Test
  void aDatabaseThatIsDownIsWaitedForNoLongerThanTheBound() throws Exception {
    try (MirrorBench bench = new MirrorBench(Duration.ofMillis(300))) {
      bench.secondary.fail("", new SQLException("down", "08001"));
      long began = System.nanoTime();
      assertThrows(SQLException.class, () -> bench.source.transactions().borrow());
      assertTrue(
          System.nanoTime() - began < TimeUnit.SECONDS.toNanos(MirrorBench.BOUND_SECONDS / 2));
    }
  }

  @Test
  void theSchedulerOutlivesItAndKeepsNothingOfIt() throws Exception {
    try (MirrorBench bench = MirrorBench.patient()) {
      bench.source.transactions().borrow().close();
      assertFalse(bench.scheduler.getQueue().isEmpty(), "connections have a longest life");
      bench.source.close();
      assertFalse(bench.scheduler.isShutdown());
      assertEquals(0, bench.scheduler.getQueue().size());
    }
  }

  @Test
  void anEvictedConnectionIsNotHandedOutAgain() throws Exception {
    try (MirrorBench bench = MirrorBench.patient()) {
      Connection distrusted = bench.source.transactions().borrow();
      bench.source.transactions().evict(distrusted);
      distrusted.close();
      bench.source.transactions().borrow().close();
      assertTrue(bench.calls.stream().filter("twin: open"::equals).count() >= 2);
    }
  }

  @Test
  void singleStatementsHaveConnectionsOfTheirOwnInAutocommitMode() throws Exception {
    try (MirrorBench bench = MirrorBench.patient();
        Connection one = bench.source.statements().borrow();
        Connection other = bench.source.transactions().borrow()) {
      assertTrue(one.getAutoCommit());
      assertFalse(other.getAutoCommit());
      assertEquals(Connection.TRANSACTION_READ_COMMITTED, one.getTransactionIsolation());
      assertEquals(2, bench.source.inUse());
    }
  }
}
