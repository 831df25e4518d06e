package dev.dualwrite.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.testing.TestState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final long LINGER = Duration.ofHours(1).toNanos();

  private final String oldUrl = TestServers.h2();
  private final ExecutorService workers = AgentThreads.workers("test");
  private final ScheduledExecutorService scheduler = AgentThreads.scheduler("test");
  private final TestState state = TestState.open();
  private Migrations migrations;
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    Settings settings =
        new SettingsLoader(Map.of(), Map.of())
            .load(
                Map.of(
                    "dualwrite.phase",
                    "new-secondary",
                    "dualwrite.old.url",
                    oldUrl,
                    "dualwrite.new.url",
                    TestServers.h2()));
    migrations =
        new Migrations(
            settings,
            new MigrationFactory(
                settings,
                new CurrentPhase(settings.phase()),
                record -> {},
                workers,
                scheduler,
                state.state()));
    connection = DriverManager.getConnection(oldUrl);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    migrations.closeAll();
    state.close();
    workers.shutdownNow();
    scheduler.shutdownNow();
  }

  @Test
  void theConnectionsOfOneDriverShareAMigration() throws Exception {
    Migration first = migrations.join(connection).orElseThrow();
    try (Connection second = DriverManager.getConnection(oldUrl)) {
      assertSame(first, migrations.join(second).orElseThrow());
    }
  }

  @Test
  void aConnectionToAnotherDatabaseHasNone() throws Exception {
    try (Connection other = DriverManager.getConnection(TestServers.h2())) {
      assertFalse(migrations.join(other).isPresent());
    }
    assertTrue(migrations.matches(oldUrl));
  }

  @Test
  void itIsDroppedWhenItHasHadNoConnectionForSomeTime() throws Exception {
    Migration migration = migrations.join(connection).orElseThrow();
    migrations.join(connection);
    migrations.left(migration);
    migrations.dropIdle(-1);
    assertSame(migration, migrations.join(connection).orElseThrow(), "one is still open");
    migrations.left(migration);
    migrations.left(migration);
    migrations.dropIdle(LINGER);
    assertSame(migration, migrations.join(connection).orElseThrow(), "it lingers");
    migrations.left(migration);
    migrations.dropIdle(-1);
    assertNotSame(migration, migrations.join(connection).orElseThrow());
  }

  @Test
  void howTheApplicationOpensItsConnectionsIsLearnedFromTheFirst() throws Exception {
    AtomicInteger learned = new AtomicInteger();
    ClassLoader loader = connection.getClass().getClassLoader();
    migrations.learn(
        loader,
        () -> {
          learned.incrementAndGet();
          return DriverManager.getConnection(oldUrl);
        });
    migrations.learn(
        loader,
        () -> {
          throw new AssertionError("the first is good enough");
        });
    migrations.join(connection).orElseThrow().sessionAtStart();
    assertEquals(1, learned.get());
  }
}
