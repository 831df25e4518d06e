package dev.dualwrite.mirror;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.ReadResult;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all mirrored transactions of one migration share: the way to the secondary, and what is told
 * of losses.
 */
public final class Mirror {
  private final TwinSource source;
  private final ExecutorService workers;
  private final Breaker breaker;
  private final MirrorReports reports;
  private final Secondary secondary;
  private final MirrorLimits limits;
  private final String instance;
  private final RowReader reader;
  private final RowWriter writer;
  private final AtomicLong transactions = new AtomicLong();

  /** Creates the mirror toward one secondary. */
  public Mirror(
      TwinSource source,
      ExecutorService workers,
      Breaker breaker,
      MirrorReports reports,
      Secondary secondary,
      MirrorLimits limits,
      String instance,
      RowReader reader,
      RowWriter writer) {
    this.source = source;
    this.workers = workers;
    this.breaker = breaker;
    this.reports = reports;
    this.secondary = secondary;
    this.limits = limits;
    this.instance = instance;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Begins the mirrored half of a transaction.
   *
   * @param sessionSetup carries the host session's state over to a fresh twin
   */
  public MirrorTransaction begin(Phase phase, TwinTask<Void> sessionSetup) {
    return new MirrorTransaction(
        instance + "/" + transactions.incrementAndGet(), phase, this, sessionSetup);
  }

  /** What is known of the database that follows. */
  public Secondary secondary() {
    return secondary;
  }

  /** Where divergences are told. */
  public MirrorReports reports() {
    return reports;
  }

  /**
   * Reads the current rows of some keys inside the host's transaction, and returns the task that
   * makes the secondary hold the same.
   *
   * @throws SQLException when the rows can't be read on the primary
   */
  public TwinTask<Long> copyRows(HostReader host, TableDescription table, List<Key> keys)
      throws SQLException {
    ReadResult rows =
        host.ask(connection -> reader.read(connection, table, keys, host.imageLock()));
    return twin -> {
      TableDescription target = secondary.requireTable(table);
      writer.apply(twin.connection(), target, rows.present(), rows.absent());
      return Write.UNKNOWN_COUNT;
    };
  }

  Twin newTwin(TwinTask<Void> sessionSetup) {
    return new Twin(source, workers, sessionSetup);
  }

  Breaker breaker() {
    return breaker;
  }

  LostWrites lostWrites() {
    return reports;
  }

  MirrorLimits limits() {
    return limits;
  }

  boolean isConnectionFailure(Throwable failure) {
    return failure instanceof SQLTransientConnectionException
        || (failure instanceof SQLException
            && secondary.dialect().isConnectionFailure((SQLException) failure));
  }

  /**
   * Counts a failure against the database only if it says something about the database, and not
   * about a row; forgets a table that it proves changed.
   */
  void recordFailure(Throwable failure, Optional<Write> write) {
    if (failure instanceof SQLException
        && secondary.dialect().isUnknownTableOrColumn((SQLException) failure)) {
      write.flatMap(Write::table).ifPresent(table -> secondary.forget(table.name()));
    }
    if (isConnectionFailure(failure)) {
      breaker.silent(String.valueOf(failure.getMessage()));
    } else {
      breaker.answered();
    }
  }
}
