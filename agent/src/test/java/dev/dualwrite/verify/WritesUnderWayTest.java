package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A transaction is between its two commits while the table is read, and ends between two looks: the
 * verification asks for the backlog before each of them.
 */
class WritesUnderWayTest {
  private static final VerifyOptions OPTIONS =
      VerifyOptions.of(Strategy.FULL, Duration.ofMillis(300), 10);

  private final Deque<Step> beforeLooks = new ArrayDeque<>();
  private Optional<Duration> queued = Optional.empty();

  /** What happens before a look. */
  private interface Step {
    void run() throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void anInsertUnderWayIsNoExtraRow(Vendor vendor) throws Exception {
    TwoDatabases databases = filled(vendor);
    try (Connection host = open(databases.oldUrl)) {
      Sql.execute(host, "INSERT INTO t VALUES (3, 'c')");
      databases.onNew("INSERT INTO t VALUES (3, 'c')");
      beforeLooks.add(() -> {});
      beforeLooks.add(host::commit);

      assertEquals(List.of(), verify(databases));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aDeleteUnderWayIsNoMissingRow(Vendor vendor) throws Exception {
    TwoDatabases databases = filled(vendor);
    try (Connection host = open(databases.oldUrl)) {
      Sql.execute(host, "DELETE FROM t WHERE id = 1");
      databases.onNew("DELETE FROM t WHERE id = 1");
      beforeLooks.add(() -> {});
      beforeLooks.add(host::commit);

      assertEquals(List.of(), verify(databases));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void anUpdateUnderWayIsNoDifference(Vendor vendor) throws Exception {
    TwoDatabases databases = filled(vendor);
    try (Connection host = open(databases.oldUrl)) {
      Sql.execute(host, "UPDATE t SET v = 'x' WHERE id = 1");
      databases.onNew("UPDATE t SET v = 'x' WHERE id = 1");
      beforeLooks.add(() -> {});
      beforeLooks.add(host::commit);

      assertEquals(List.of(), verify(databases));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aRowThatIsLockedIsLookedAtWhenItIsFree(Vendor vendor) throws Exception {
    TwoDatabases databases = filled(vendor);
    databases.onNew("UPDATE t SET v = 'damaged' WHERE id = 1");
    try (Connection host = open(databases.oldUrl)) {
      Sql.execute(host, "UPDATE t SET v = 'x' WHERE id = 1");
      beforeLooks.add(() -> {});
      beforeLooks.add(host::rollback);

      assertEquals(List.of("row-differs 1 v"), verify(databases));
    }
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aQueuedKeyIsNoDifferenceUntilTheQueueHasPassedIt(Vendor vendor) throws Exception {
    TwoDatabases databases = filled(vendor);
    databases.onNew("DELETE FROM t WHERE id = 2");
    queued = Optional.of(Duration.ofMinutes(1));
    for (int look = 0; look < 8; look++) {
      beforeLooks.add(() -> {});
    }
    beforeLooks.add(() -> databases.onNew("INSERT INTO t VALUES (2, 'b')"));

    assertEquals(List.of(), verify(databases));
    assertTrue(beforeLooks.isEmpty());
  }

  private TwoDatabases filled(Vendor vendor) throws Exception {
    TwoDatabases databases = new TwoDatabases(vendor, vendor);
    databases.onBoth(
        "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    return databases;
  }

  private List<String> verify(TwoDatabases databases) throws Exception {
    Backlog backlog =
        () -> {
          Step step = beforeLooks.poll();
          try {
            if (step != null) {
              step.run();
            }
          } catch (Exception failure) {
            throw new AssertionError(failure);
          }
          return queued;
        };
    return TwoDatabases.texts(databases.verify(OPTIONS, backlog).get(0));
  }

  private static Connection open(String url) throws Exception {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }
}
