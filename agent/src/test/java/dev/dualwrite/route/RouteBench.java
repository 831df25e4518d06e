package dev.dualwrite.route;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.capture.Capture;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.testing.HookedJdbc;
import dev.dualwrite.testing.HookedSpyDriver;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.SpyDriver;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.testing.TestState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * An application with the hooks around its driver, and two H2 databases, both of whose calls are
 * seen, whose roles change with the phase; a table of items is on both.
 */
final class RouteBench implements AutoCloseable {
  final List<String> calls = JdbcSpy.newCalls();
  final JdbcSpy old = new JdbcSpy("old", calls);
  final JdbcSpy fresh = new JdbcSpy("new", calls);
  final List<Divergence> told = new CopyOnWriteArrayList<>();
  final Migrations migrations;

  /** Opened in both-required, so that it leads to the old database. */
  final Connection application;

  private final String oldUrl = TestServers.h2();
  private final String newUrl = TestServers.h2();
  private final ExecutorService workers = AgentThreads.workers("test");
  private final ScheduledExecutorService scheduler = AgentThreads.scheduler("test");
  private final TestState state = TestState.open();

  RouteBench() throws SQLException, ConfigurationException {
    for (String url : List.of(oldUrl, newUrl)) {
      try (Connection connection = DriverManager.getConnection(url)) {
        Sql.execute(
            connection,
            "CREATE TABLE items (id int PRIMARY KEY, text varchar(99))",
            "CREATE TABLE made (id int AUTO_INCREMENT PRIMARY KEY, text varchar(99))",
            "CREATE SCHEMA other",
            "CREATE TABLE other.items (id int PRIMARY KEY, text varchar(99))");
      }
    }
    SpyDriver.watch(oldUrl, old);
    SpyDriver.watch(newUrl, fresh);
    Settings loaded = new SettingsLoader(Map.of(), Map.of()).load(texts());
    this.migrations =
        new Migrations(
            loaded,
            new MigrationFactory(
                loaded,
                new CurrentPhase(loaded.phase()),
                told::add,
                workers,
                scheduler,
                state.state()));
    JdbcHooks.install(
        new Router(
            migrations,
            new Capture(migrations, new Audit(loaded, Clock.systemUTC()), 1_000, 10_000)));
    this.application = connect();
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    texts.put("dualwrite.phase", "both-required");
    texts.put("dualwrite.old.url", oldUrl);
    texts.put("dualwrite.old.driver.class", HookedSpyDriver.class.getName());
    texts.put("dualwrite.new.url", newUrl);
    texts.put("dualwrite.new.driver.class", HookedSpyDriver.class.getName());
    texts.put("dualwrite.mirror.timeout", "20s");
    return texts;
  }

  /** What the application's call of its driver gives, with the hooks around it. */
  Connection connect() throws SQLException {
    HookedSpyDriver driver = new HookedSpyDriver();
    Object[] arguments = {oldUrl, new Properties()};
    Call call = JdbcHooks.before(driver, JdbcMethod.CONNECT, arguments);
    Connection connection =
        call instanceof Call.Skipped ? null : driver.connect(oldUrl, new Properties());
    Throwable thrown = JdbcHooks.after(call, driver, JdbcMethod.CONNECT, connection, null);
    if (thrown != null) {
      throw (SQLException) thrown;
    }
    return (Connection) JdbcHooks.result(call, connection);
  }

  /** A connection to the old database of which the hooks saw nothing before it is used. */
  Connection unseen() throws SQLException {
    return HookedJdbc.of(old.of(DriverManager.getConnection(oldUrl)));
  }

  /** Transactions that begin from now on have this phase. */
  void change(Phase phase) {
    migrations.phase().change(phase);
  }

  List<String> rowsOfOld(String sql) throws SQLException {
    return query(oldUrl, sql);
  }

  List<String> rowsOfNew(String sql) throws SQLException {
    return query(newUrl, sql);
  }

  private static List<String> query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Sql.query(connection, sql);
    }
  }

  /** The calls of one database, without its name, that begin with a text. */
  List<String> callsOf(String name, String beginning) {
    return calls.stream()
        .filter(call -> call.startsWith(name + ": " + beginning))
        .map(call -> call.substring(5))
        .toList();
  }

  /** The old database takes no connections any more, and those that are open are broken. */
  void stopOld() {
    old.interfere(
        call -> {
          throw JdbcSpy.connectionLost();
        });
  }

  /** The same, and what a driver knows without asking the server it still tells. */
  void cutOffOld() {
    old.interfere(
        call -> {
          if (call.matches("(execute|prepare|isValid|commit|rollback|setAutoCommit|create).*")) {
            throw JdbcSpy.connectionLost();
          }
        });
  }

  @Override
  public void close() throws SQLException {
    old.interfere(call -> {});
    fresh.interfere(call -> {});
    application.close();
    JdbcHooks.install(null);
    migrations.closeAll();
    state.close();
    workers.shutdownNow();
    scheduler.shutdownNow();
  }
}
