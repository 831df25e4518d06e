package dev.dualwrite.migration;

import dev.dualwrite.config.JdbcUrl;
import dev.dualwrite.config.Settings;
import dev.dualwrite.schema.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The migrations of this JVM, one for each class loader that the application's driver comes from,
 * as long as it has connections open.
 *
 * <p>Owns that count. What it keeps of a loader goes {@code linger} after the last connection.
 */
public final class Migrations {
  private final Settings settings;
  private final MigrationFactory factory;
  private final Map<ClassLoader, Counted> byLoader = new HashMap<>();

  /** Creates the registry; nothing is opened. */
  public Migrations(Settings settings, MigrationFactory factory) {
    this.settings = settings;
    this.factory = factory;
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
    return Optional.of(joined(connection.getClass().getClassLoader(), url));
  }

  private synchronized Migration joined(ClassLoader loader, String url) {
    Counted counted = byLoader.computeIfAbsent(loader, unseen -> new Counted());
    counted.open++;
    if (counted.migration == null) {
      counted.migration = factory.create(loader, url, () -> opener(counted));
    }
    return counted.migration;
  }

  private synchronized Optional<ConnectionSource> opener(Counted counted) {
    return counted.opener;
  }

  /**
   * Learns from a connection that the application opened how another of the same kind is opened.
   */
  public synchronized void learn(ClassLoader driverLoader, ConnectionSource opener) {
    Counted counted = byLoader.computeIfAbsent(driverLoader, unseen -> new Counted());
    if (!counted.opener.isPresent()) {
      counted.opener = Optional.of(opener);
    }
  }

  /** A connection that had joined is closed. */
  public synchronized void left(Migration migration) {
    for (Counted counted : byLoader.values()) {
      if (counted.migration == migration && --counted.open == 0) {
        counted.idleSince = System.nanoTime();
      }
    }
  }

  /** Those that have, or had until lately, a connection of the application. */
  public synchronized List<Migration> active() {
    List<Migration> active = new ArrayList<>();
    for (Counted counted : byLoader.values()) {
      if (counted.migration != null) {
        active.add(counted.migration);
      }
    }
    return active;
  }

  /** Looks after what hangs; called every second or so. */
  public void tick() {
    active().forEach(Migration::tick);
  }

  /** The keys that were reconciled lately, a second. */
  public double drainedPerSecond() {
    return active().stream()
        .flatMap(migration -> migration.drain().stream())
        .mapToDouble(drain -> drain.status().keysPerSecond())
        .sum();
  }

  /** Drops the migrations that have had no connection for some time. */
  public void dropIdle(long lingerNanos) {
    for (Migration idle : takeIdle(lingerNanos)) {
      idle.close();
    }
  }

  private synchronized List<Migration> takeIdle(long lingerNanos) {
    List<Migration> idle = new ArrayList<>();
    byLoader
        .values()
        .removeIf(
            counted -> {
              boolean drop =
                  counted.migration != null
                      && counted.open == 0
                      && System.nanoTime() - counted.idleSince > lingerNanos;
              if (drop) {
                idle.add(counted.migration);
              }
              return drop;
            });
    return idle;
  }

  /** Closes all. */
  public void closeAll() {
    dropIdle(Long.MIN_VALUE);
  }

  private static final class Counted {
    private Optional<ConnectionSource> opener = Optional.empty();
    private Migration migration;
    private int open;
    private long idleSince = System.nanoTime();
  }
}
