package dev.dualwrite.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what a {@link SchemaReader} finds: tables for ten minutes, what isn't there for a few
 * seconds only, as it may be made. At its bound the entries used least go.
 */
public final class CachedSchema implements Schema {
  private static final Logger LOG = LoggerFactory.getLogger(CachedSchema.class);
  private static final int MAXIMUM_ENTRIES = 2000;
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration LIFE_OF_ABSENCE = Duration.ofSeconds(3);

  private final SchemaReader reader;
  private final Cache<Map.Entry<TableName, Namespace>, Optional<TableDescription>> tables;
  private final Cache<Map.Entry<String, Namespace>, RoutineEffect> routines;

  /** Makes a schema that knows nothing yet. */
  public CachedSchema(SchemaReader reader) {
    this(reader, Ticker.systemTicker());
  }

  CachedSchema(SchemaReader reader, Ticker ticker) {
    this.reader = Objects.requireNonNull(reader, "reader");
    this.tables = cache(ticker, Optional::isPresent);
    this.routines = cache(ticker, effect -> effect != RoutineEffect.MAY_WRITE);
  }

  private static <K, V> Cache<K, V> cache(Ticker ticker, Predicate<V> lasting) {
    return Caffeine.newBuilder()
        .maximumSize(MAXIMUM_ENTRIES)
        .expireAfter(
            Expiry.creating((K key, V value) -> lasting.test(value) ? LIFE : LIFE_OF_ABSENCE))
        .ticker(ticker)
        .executor(Runnable::run)
        .build();
  }

  // Two threads may ask the database for the same: better than a lock held while one asks.
  @Override
  public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
    Map.Entry<TableName, Namespace> key = new SimpleImmutableEntry<>(asWritten, namespace);
    Optional<TableDescription> known = tables.getIfPresent(key);
    if (known == null) {
      known = read(asWritten, namespace);
      tables.put(key, known);
    }
    return known;
  }

  private Optional<TableDescription> read(TableName asWritten, Namespace namespace) {
    try {
      return reader.table(asWritten, namespace);
    } catch (SQLException e) {
      LOG.warn(
          "Could not read what table {} is like; until it can, its writes may not be mirrored",
          asWritten,
          e);
      return Optional.empty();
    }
  }

  @Override
  public RoutineEffect routine(String name, Namespace namespace) {
    Map.Entry<String, Namespace> key = new SimpleImmutableEntry<>(name, namespace);
    RoutineEffect known = routines.getIfPresent(key);
    if (known == null) {
      known = readRoutine(name, namespace);
      routines.put(key, known);
    }
    return known;
  }

  private RoutineEffect readRoutine(String name, Namespace namespace) {
    try {
      return reader.routine(name, namespace);
    } catch (SQLException e) {
      LOG.warn("Could not read what routine {} does; until it can, it is taken to write", name, e);
      return RoutineEffect.MAY_WRITE;
    }
  }

  @Override
  public void forget(TableName table) {
    tables.asMap().keySet().removeIf(key -> key.getKey().name().equalsIgnoreCase(table.name()));
  }
}
