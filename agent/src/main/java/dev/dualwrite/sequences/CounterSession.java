package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.SequenceDialect;
import dev.dualwrite.schema.ConnectionBounds;
import dev.dualwrite.schema.ConnectionSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to one database, kept from look to look, on which nothing waits long. Used by one
 * thread at a time.
 */
final class CounterSession implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(CounterSession.class);
  private static final Duration LOCK_WAIT = Duration.ofSeconds(1);
  private static final Duration STATEMENT_BOUND = Duration.ofSeconds(5);
  private static final int MOST_IN_ONE_QUERY = 200;

  private final Dialect dialect;
  private final SequenceDialect sequences;
  private final ConnectionSource source;
  private Connection connection;
  private String home;

  CounterSession(Dialect dialect, SequenceDialect sequences, ConnectionSource source) {
    this.dialect = dialect;
    this.sequences = sequences;
    this.source = source;
  }

  /** Returns where connections look for unqualified names: the schema, or MySQL's database. */
  String home() throws SQLException {
    if (home == null) {
      home = asking(open -> dialect.qualifiesByCatalog() ? open.getCatalog() : open.getSchema());
    }
    return home;
  }

  List<Counter> list() throws SQLException {
    return asking(sequences::list);
  }

  /** Sets what the counter gives next. */
  void set(Counter counter, BigInteger next) throws SQLException {
    asking(
        open -> {
          try (Statement statement = open.createStatement()) {
            statement.execute(sequences.set(counter, next));
          }
          return counter;
        });
  }

  /**
   * Returns, for those counters whose column holds any value, the one that is furthest in the
   * direction in which it counts.
   *
   * @param counters of columns
   * @param unreadable takes those whose tables refuse to be read
   */
  Map<Counter, BigInteger> furthest(List<Counter> counters, Map<Counter, SQLException> unreadable)
      throws SQLException {
    Map<Counter, BigInteger> furthest = new HashMap<>();
    for (int from = 0; from < counters.size(); from += MOST_IN_ONE_QUERY) {
      List<Counter> some =
          counters.subList(from, Math.min(from + MOST_IN_ONE_QUERY, counters.size()));
      try {
        addFurthest(some, furthest);
      } catch (SQLException refused) {
        eachAlone(some, furthest, unreadable);
      }
    }
    return furthest;
  }

  /** One query for all fails without saying for which. */
  private void eachAlone(
      List<Counter> counters,
      Map<Counter, BigInteger> furthest,
      Map<Counter, SQLException> unreadable)
      throws SQLException {
    for (Counter counter : counters) {
      try {
        addFurthest(List.of(counter), furthest);
      } catch (SQLException refused) {
        if (dialect.errors().isConnectionFailure(refused)) {
          throw refused;
        }
        unreadable.put(counter, refused);
      }
    }
  }

  private void addFurthest(List<Counter> counters, Map<Counter, BigInteger> furthest)
      throws SQLException {
    List<String> selects = new ArrayList<>();
    for (Counter counter : counters) {
      selects.add("SELECT " + selects.size() + " AS place, " + selectFurthest(counter));
    }
    asking(
        open -> {
          try (Statement statement = open.createStatement();
              ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", selects))) {
            while (rows.next()) {
              BigDecimal value = rows.getBigDecimal(2);
              if (value != null) {
                furthest.put(counters.get(rows.getInt(1)), value.toBigInteger());
              }
            }
          }
          return furthest;
        });
  }

  private String selectFurthest(Counter counter) {
    String schema = counter.schema();
    boolean byCatalog = dialect.qualifiesByCatalog();
    return (counter.increment().signum() > 0 ? "MAX(" : "MIN(")
        + dialect.quote(counter.column().orElseThrow())
        + ") FROM "
        + dialect.qualify(
            byCatalog ? schema : null, byCatalog ? null : schema, counter.table().orElseThrow());
  }

  private <T> T asking(Question<T> question) throws SQLException {
    try {
      return question.ask(connection());
    } catch (SQLException e) {
      if (dialect.errors().isConnectionFailure(e)) {
        close();
      }
      throw e;
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = source.open();
      ConnectionBounds.socket(connection, Runnable::run, STATEMENT_BOUND);
      ConnectionBounds.waits(connection, dialect, LOCK_WAIT, STATEMENT_BOUND);
      try (Statement statement = connection.createStatement()) {
        for (String setting : sequences.before()) {
          statement.execute(setting);
        }
      }
    }
    return connection;
  }

  @Override
  public void close() {
    Connection closed = connection;
    connection = null;
    if (closed == null) {
      return;
    }
    try {
      closed.close();
    } catch (SQLException | RuntimeException e) {
      logger.debug("A connection that read sequences could not be closed", e);
    }
  }

  /** What is asked of the open connection. */
  private interface Question<T> {
    T ask(Connection open) throws SQLException;
  }
}
