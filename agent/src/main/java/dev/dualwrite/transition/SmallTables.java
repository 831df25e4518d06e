package dev.dualwrite.transition;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.Backlog;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Progress;
import dev.dualwrite.verify.Strategy;
import dev.dualwrite.verify.TableResult;
import dev.dualwrite.verify.Verification;
import dev.dualwrite.verify.VerifiedDatabase;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies tables that are small enough to do it on the way. */
final class SmallTables implements AutoCloseable {
  private static final int MOST_ROWS = 50_000;

  private final VerifiedDatabase primary;
  private final List<TableResult> results = new ArrayList<>();
  private final Verification verification;

  /**
   * Opens nothing yet.
   *
   * @param mapping what new calls or holds otherwise than old
   * @param longestCommit the longest time that passes between the commits on the two sides
   */
  SmallTables(
      Database primary,
      Database secondary,
      Mapping mapping,
      Duration longestCommit,
      Backlog backlog) {
    this.primary = new VerifiedDatabase(primary);
    this.verification =
        new Verification(
            new DatabasesToVerify(this.primary, new VerifiedDatabase(secondary), mapping),
            VerifyOptions.of(Strategy.CHECKSUM, longestCommit, 0),
            backlog,
            difference -> {},
            results::add,
            Progress.NONE);
  }

  /** All tables of the primary. */
  List<TableName> tables() throws SQLException {
    return primary.tables();
  }

  /** Returns what verifying a table came to; empty when it is large. */
  Optional<VerifiedTable> verify(TableName table) throws SQLException {
    if (rows(table) > MOST_ROWS) {
      return Optional.empty();
    }
    results.clear();
    verification.run(List.of(table));
    return Optional.of(VerifiedTable.of(results.get(0), Instant.now()));
  }

  /** Counts the rows, and stops where there are too many. */
  private long rows(TableName table) throws SQLException {
    Dialect dialect = primary.dialect();
    String name =
        dialect.qualify(table.catalog().orElse(null), table.schema().orElse(null), table.name());
    try (Connection connection = primary.connections().open();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(*) FROM (SELECT 1 AS one FROM "
                    + name
                    + dialect.firstRows(MOST_ROWS + 1)
                    + ") counted_rows")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Override
  public void close() {
    verification.close();
  }
}
