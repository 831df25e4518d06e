package dev.dualwrite.verify;

import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Verifies one table by one strategy. */
final class TableVerifier {
  private final DatabasesToVerify databases;
  private final VerifyOptions options;
  private final Backlog backlog;
  private final Executor threads;
  private final Consumer<Difference> sink;
  private final Progress progress;

  TableVerifier(
      DatabasesToVerify databases,
      VerifyOptions options,
      Backlog backlog,
      Executor threads,
      Consumer<Difference> sink,
      Progress progress) {
    this.databases = databases;
    this.options = options;
    this.backlog = backlog;
    this.threads = threads;
    this.sink = sink;
    this.progress = progress;
  }

  TableResult verify(TableName table) {
    TableResult.Builder result = TableResult.of(table, options.strategy(), Instant.now());
    Tally tally = new Tally(sink);
    result.tally(tally);
    try (LookConnections connections =
        new LookConnections(databases.primary(), databases.secondary())) {
      TableDescription primary = databases.requireTable(table);
      TableDescription secondary = databases.requireCounterpart(primary);
      result.counterpart(secondary.name());
      TablePair pair = TablePair.of(databases.primary(), primary, databases.secondary(), secondary);
      verify(pair, connections, tally, result);
    } catch (NotVerifiableException reason) {
      result.failure(reason.getMessage());
    } catch (SQLException failure) {
      result.failure(Failures.text(failure));
    }
    return result.build();
  }

  private void verify(
      TablePair pair, LookConnections connections, Tally tally, TableResult.Builder result)
      throws SQLException, NotVerifiableException {
    Doubts doubts = new Doubts(pair, connections, options.longestCommit(), backlog, tally);
    switch (options.strategy()) {
      case COUNT:
        count(pair, connections, tally, result);
        break;
      case CHECKSUM:
        checksum(pair, doubts, tally, result);
        break;
      case SAMPLE:
        new SampleCheck(pair, connections, doubts, options.sampleRows()).run(tally);
        break;
      case FULL:
        full(pair, doubts, tally);
        break;
    }
    doubts.settle();
    result.unsettled(doubts.unsettled());
  }

  private void count(
      TablePair pair, LookConnections connections, Tally tally, TableResult.Builder result)
      throws SQLException {
    long more = new CountCheck(pair, connections, options.longestCommit()).difference(tally);
    tally.countDifference(more);
    if (more != 0) {
      result.note("a count names no rows; verify by checksum");
    }
  }

  private void full(TablePair pair, Doubts doubts, Tally tally)
      throws SQLException, NotVerifiableException {
    new FullScan(pair, doubts, threads, progress.of(pair.primary().table().name())).run(tally);
  }

  private void checksum(TablePair pair, Doubts doubts, Tally tally, TableResult.Builder result)
      throws SQLException, NotVerifiableException {
    Optional<String> mine = rowHash(pair.primary());
    Optional<String> theirs = rowHash(pair.secondary());
    String why;
    if (!pair.primary().dialect().sameFamily(pair.secondary().dialect())) {
      why = "the databases are of different vendors";
    } else if (!pair.holdsAlike()) {
      why = "the mapping has the new database hold other values";
    } else if (mine.isEmpty() || theirs.isEmpty()) {
      why = pair.primary().dialect() + " makes no checksums";
    } else {
      why = checksum(pair, mine.get(), theirs.get(), doubts, tally);
    }
    if (why != null) {
      result.insteadBy(Strategy.FULL, why + ", so every row was read");
      full(pair, doubts, tally);
    }
  }

  /** Returns why the sums are of no use; null when all was compared by them. */
  private String checksum(TablePair pair, String mine, String theirs, Doubts doubts, Tally tally)
      throws SQLException {
    try (SegmentReader primary = new SegmentReader(pair.primary(), mine);
        SegmentReader secondary = new SegmentReader(pair.secondary(), theirs)) {
      SegmentScan scan =
          new SegmentScan(
              pair,
              primary,
              secondary,
              doubts,
              tally,
              threads,
              progress.of(pair.primary().table().name()),
              options.segmentRows());
      return scan.run() ? null : "most checksums differ";
    } catch (SQLException failure) {
      if (pair.primary().dialect().errors().isConnectionFailure(failure)) {
        throw failure;
      }
      return "a checksum failed: " + Failures.text(failure);
    }
  }

  private static Optional<String> rowHash(TableHalf table) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(table.quoted(i));
    }
    return table.dialect().scans().rowHash(table.columnTypes(), columns);
  }
}
