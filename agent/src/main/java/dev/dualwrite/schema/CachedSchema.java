package dev.dualwrite.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what a {@link SchemaReader} read, up to 2,000 answers; at the bound those least used
 * go.
 *
 * <p>No lock is held while the database is asked: two threads may ask the same, and one answer
 * stays.
 */
public final class CachedSchema implements Schema {
  private static final Logger logger = LoggerFactory.getLogger(CachedSchema.class);
  private static final int MOST = 2_000;
  private static final Duration LIFE = Duration.ofMinutes(10);

  /** A table that isn't there may be created, and a database that doesn't answer may come back. */
  private static final Duration LIFE_OF_NOTHING = Duration.ofSeconds(5);

  private final SchemaReader reader;
  private final Cache<List<Object>, Optional<?>> answers;

  /** What was asked in vain, for as long as that is remembered. */
  private final Cache<List<Object>, Boolean> unanswered;

  /** Makes an empty cache over a reader. */
  public CachedSchema(SchemaReader reader) {
    this(reader, Ticker.systemTicker());
  }

  CachedSchema(SchemaReader reader, Ticker ticker) {
    this.reader = reader;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(
                Expiry.creating(
                    (List<Object> question, Optional<?> answer) ->
                        answer.isPresent() ? LIFE : LIFE_OF_NOTHING))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    this.unanswered =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(LIFE_OF_NOTHING)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
    return answer(
        List.of(asWritten, namespace),
        TableDescription.class,
        () -> reader.table(asWritten, namespace));
  }

  @Override
  public boolean answered(TableName asWritten, Namespace namespace) {
    return unanswered.getIfPresent(List.of(asWritten, namespace)) == null;
  }

  @Override
  public RoutineEffect routine(String name, Namespace namespace) {
    return answer(
            List.of(name, namespace),
            RoutineEffect.class,
            () -> Optional.of(reader.routine(name, namespace)))
        .orElse(RoutineEffect.MAY_WRITE);
  }

  /**
   * Returns where a connection of which nothing was changed looks for unqualified names; unknown
   * while the database doesn't answer.
   */
  public Namespace home() {
    return answer(List.of("home"), Namespace.class, () -> Optional.of(reader.home()))
        .orElse(Namespace.unknown());
  }

  @Override
  public void forget(TableName table) {
    answers
        .asMap()
        .keySet()
        .removeIf(
            question ->
                question.get(0) instanceof TableName
                    && ((TableName) question.get(0)).name().equalsIgnoreCase(table.name()));
  }

  /** Drops everything that is remembered. */
  public void forgetAll() {
    answers.invalidateAll();
  }

  private <T> Optional<T> answer(List<Object> question, Class<T> type, Reading<T> reading) {
    Optional<?> known = answers.getIfPresent(question);
    if (known == null) {
      known = read(question, reading);
      answers.put(question, known);
    }
    return known.map(type::cast);
  }

  private <T> Optional<T> read(List<Object> question, Reading<T> reading) {
    try {
      Optional<T> answer = reading.read();
      unanswered.invalidate(question);
      return answer;
    } catch (SQLException e) {
      unanswered.put(question, true);
      logger.warn(
          "{} could not be looked up; until that works, writes that need it may not be mirrored: {}",
          question.get(0),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** A question to the database. */
  private interface Reading<T> {
    Optional<T> read() throws SQLException;
  }
}
