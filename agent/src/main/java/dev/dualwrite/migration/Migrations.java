package dev.dualwrite.migration;

import dev.dualwrite.config.JdbcUrl;
import dev.dualwrite.config.Settings;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The migrations of this JVM, for each class loader that the application's driver comes from, as
 * long as it has connections open.
 *
 * <p>Owns that count. What it keeps of a loader goes {@code linger} after the last connection.
 */
public final class Migrations {
  private final Settings settings;

  /** Kept, since it is asked at each call that isn't a prepared read. */
  private final boolean mayRoute;

  private final MigrationFactory factory;
  private final Map<ClassLoader, Counted> byLoader = new HashMap<>();

  /** Creates the registry; nothing is opened. */
  public Migrations(Settings settings, MigrationFactory factory) {
    this.settings = settings;
    this.mayRoute = settings.newDatabase().isPresent();
    this.factory = factory;
  }

  /** Has a worker load what the application's first connection and write would wait for. */
  public void warmUp() {
    factory.warmUp();
  }

  /** The phase of all migrations. */
  public CurrentPhase phase() {
    return factory.phase();
  }

  /** Whether there is another database that calls may have to go to, now or later. */
  public boolean mayRoute() {
    return mayRoute;
  }

  /** Whether a URL is that of the application's database. */
  public boolean matches(String url) {
    return JdbcUrl.matches(settings.oldDatabase().url(), url);
  }

  /**
   * Returns the migration that a connection is part of, and counts it as open; empty when it leads
   * to another database.
   *
   * @throws SQLException when the connection doesn't tell its URL
   */
  public Optional<Migration> join(Connection connection) throws SQLException {
    String url = connection.getMetaData().getURL();
    if (url == null || !matches(url)) {
      return Optional.empty();
    }
    return Optional.of(join(connection.getClass().getClassLoader(), Side.OLD));
  }

  /**
   * Returns the migration of connections to one of the databases, and counts one as open.
   *
   * @param loader of the driver that the application asks for connections
   */
  public synchronized Migration join(ClassLoader loader, Side side) {
    Counted counted = byLoader.computeIfAbsent(loader, Counted::new);
    counted.open++;
    return counted.migration(side);
  }

  /** Returns the migration of connections to the other database, and counts one as open. */
  public synchronized Migration joinOpposite(Migration migration) {
    for (Counted counted : byLoader.values()) {
      if (counted.migrations.containsValue(migration)) {
        counted.open++;
        return counted.migration(migration.side().other());
      }
    }
    throw new IllegalStateException("a migration was dropped that still has connections");
  }

  private synchronized Optional<ConnectionSource> opener(Counted counted) {
    return counted.opener;
  }

  /**
   * Learns from a connection that the application opened how another of the same kind is opened.
   */
  public synchronized void learn(ClassLoader driverLoader, ConnectionSource opener) {
    Counted counted = byLoader.computeIfAbsent(driverLoader, Counted::new);
    if (!counted.opener.isPresent()) {
      counted.opener = Optional.of(opener);
    }
  }

  /** A connection that had joined is closed. */
  public synchronized void left(Migration migration) {
    for (Counted counted : byLoader.values()) {
      if (counted.migrations.containsValue(migration) && --counted.open == 0) {
        counted.idleSince = System.nanoTime();
      }
    }
  }

  /** Those that have, or had until lately, a connection of the application. */
  public synchronized List<Migration> active() {
    List<Migration> active = new ArrayList<>();
    byLoader.values().forEach(counted -> active.addAll(counted.migrations.values()));
    return active;
  }

  /** Looks after what hangs; called every second or so, by one thread, and waits for nothing. */
  public void tick() {
    active().forEach(Migration::tick);
  }

  /** The phase has been changed: what the new one needs begins, before it is needed. */
  public void phaseChanged() {
    if (phase().now().mirrors()) {
      prepare(phase().now().primary());
      active().forEach(Migration::start);
    }
  }

  private synchronized void prepare(Side primary) {
    byLoader.values().stream()
        .filter(counted -> counted.open > 0)
        .forEach(counted -> counted.migration(primary));
  }

  /**
   * One of the two databases, as the application's driver reaches it, or the configuration.
   *
   * @throws IllegalStateException when none is configured
   */
  public synchronized Database database(Side side) {
    Counted counted =
        byLoader.values().stream()
            .findFirst()
            .orElseGet(() -> new Counted(ClassLoader.getSystemClassLoader()));
    return counted.database(side).asDatabase();
  }

  /** The keys that were reconciled lately, a second. */
  public double drainedPerSecond() {
    return active().stream()
        .flatMap(migration -> migration.drain().stream())
        .mapToDouble(drain -> drain.status().keysPerSecond())
        .sum();
  }

  /**
   * Drops the migrations that have had no connection for some time; a worker waits for what they
   * have open.
   */
  public void dropIdle(long lingerNanos) {
    takeIdle(lingerNanos).forEach(factory::close);
  }

  private synchronized List<Migration> takeIdle(long lingerNanos) {
    List<Migration> idle = new ArrayList<>();
    byLoader
        .values()
        .removeIf(
            counted -> {
              boolean drop =
                  !counted.migrations.isEmpty()
                      && counted.open == 0
                      && System.nanoTime() - counted.idleSince > lingerNanos;
              if (drop) {
                idle.addAll(counted.migrations.values());
              }
              return drop;
            });
    return idle;
  }

  /** Closes all, and waits until that is done. */
  public void closeAll() {
    takeIdle(Long.MIN_VALUE).forEach(Migration::close);
  }

  /** What is kept for one loader; guarded by the registry. */
  private final class Counted {
    private final ApplicationDatabase oldDatabase;
    private final Optional<ApplicationDatabase> newDatabase;
    private final Map<Side, Migration> migrations = new HashMap<>();
    private Optional<ConnectionSource> opener = Optional.empty();
    private int open;
    private long idleSince = System.nanoTime();

    Counted(ClassLoader loader) {
      this.oldDatabase = factory.oldDatabase(loader, () -> opener(this));
      this.newDatabase = factory.newDatabase(loader);
    }

    /** One for each side, made when it is first needed. */
    Migration migration(Side side) {
      return migrations.computeIfAbsent(side, this::begin);
    }

    private Migration begin(Side side) {
      Migration migration = create(side);
      if (phase().now().mirrors()) {
        migration.start();
      }
      return migration;
    }

    private ApplicationDatabase database(Side side) {
      switch (side) {
        case OLD:
          return oldDatabase;
        case NEW:
          return newDatabase.orElseThrow(
              () -> new IllegalStateException("dualwrite.new.url was not set at the start"));
      }
      throw new AssertionError(side);
    }

    private Migration create(Side side) {
      switch (side) {
        case OLD:
          return factory.create(oldDatabase, newDatabase);
        case NEW:
          return factory.create(newDatabase.get(), Optional.of(oldDatabase));
      }
      throw new AssertionError(side);
    }
  }
}
