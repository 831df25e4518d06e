package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.config.ConfigurationException;
import dev.dualwrite.config.Settings;
import dev.dualwrite.config.SettingsLoader;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.migration.MigrationFactory;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.testing.HookedJdbc;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.SpyDriver;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestState;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * An application's connection with the hooks around it, and two databases of one vendor, both of
 * whose calls are seen; a table of items is on both.
 */
final class CaptureBench implements AutoCloseable {
  final List<String> calls = JdbcSpy.newCalls();
  final JdbcSpy old = new JdbcSpy("old", calls);
  final JdbcSpy twin = new JdbcSpy("new", calls);
  final List<Divergence> told = new CopyOnWriteArrayList<>();
  final Connection application;
  private final String oldUrl;
  private final String newUrl;
  private final ExecutorService workers = AgentThreads.workers("test");
  private final ScheduledExecutorService scheduler = AgentThreads.scheduler("test");
  private final TestState state = TestState.open();
  private final Migrations migrations;
  final Audit audit;

  /** Opens over H2 with settings beyond the two databases, as {@code key=value}. */
  CaptureBench(String... settings) throws SQLException, ConfigurationException {
    this(Vendor.H2, settings);
    onBoth("CREATE TABLE made (id int AUTO_INCREMENT PRIMARY KEY, text varchar(99), other int)");
  }

  CaptureBench(Vendor vendor, String... settings) throws SQLException, ConfigurationException {
    this.oldUrl = vendor.newDatabase();
    this.newUrl = vendor.newDatabase();
    onBoth("CREATE TABLE items (id int PRIMARY KEY, text varchar(99))");
    SpyDriver.watch(newUrl, twin);
    Settings loaded = new SettingsLoader(Map.of(), Map.of()).load(texts(settings));
    this.audit = new Audit(loaded, Clock.systemUTC());
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
    JdbcHooks.install(new Capture(migrations, audit, 1_000, 10_000));
    this.application = connect();
  }

  /** Opens another connection of the application. */
  Connection connect() throws SQLException {
    return HookedJdbc.of(old.of(DriverManager.getConnection(oldUrl)));
  }

  private Map<String, String> texts(String... settings) {
    Map<String, String> texts = new HashMap<>();
    texts.put("dualwrite.phase", "new-secondary");
    texts.put("dualwrite.old.url", oldUrl);
    texts.put("dualwrite.old.username", "");
    texts.put("dualwrite.new.url", newUrl);
    texts.put("dualwrite.new.driver.class", SpyDriver.class.getName());
    texts.put("dualwrite.mirror.timeout", "20s");
    for (String setting : settings) {
      texts.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    return texts;
  }

  void onBoth(String... statements) throws SQLException {
    onOld(statements);
    onNew(statements);
  }

  void onOld(String... statements) throws SQLException {
    execute(oldUrl, statements);
  }

  void onNew(String... statements) throws SQLException {
    execute(newUrl, statements);
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
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

  /** What was told: kind, action and table of each record, and its key's values. */
  List<String> toldShort() {
    return told.stream()
        .map(
            record ->
                record.kind().label()
                    + " "
                    + record.action().label()
                    + record.key().map(key -> " " + key.values()).orElse(""))
        .toList();
  }

  /** The calls of both databases that begin, after the name, with one of these. */
  List<String> calls(String... beginnings) {
    return calls.stream()
        .filter(
            call ->
                List.of(beginnings).stream()
                    .anyMatch(beginning -> call.substring(5).startsWith(beginning)))
        .toList();
  }

  @Override
  public void close() throws SQLException {
    old.interfere(call -> {});
    twin.interfere(call -> {});
    application.close();
    JdbcHooks.install(null);
    migrations.closeAll();
    state.close();
    workers.shutdownNow();
    scheduler.shutdownNow();
  }
}
