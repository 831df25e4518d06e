package dev.dualwrite.wayback;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.rows.FirstKeys;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Writes one row of a table to the other database, and takes it back. */
final class TableProbe {
  /** The first may be a hot one, which the application holds locked. */
  private static final int MOST_ROWS = 5;

  /** After so long no further row is tried: MySQL waits 1 s for each, its least. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(600);

  /** A row that an application is just changing may stand in the way of another one's values. */
  private static final int LOOKS = 10;

  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final Dialect fromDialect;
  private final Database to;
  private final ProbeSession source;
  private final ProbeSession target;

  TableProbe(Database from, Database to, ProbeSession source, ProbeSession target) {
    this.fromDialect = from.dialect();
    this.to = to;
    this.source = source;
    this.target = target;
  }

  /**
   * Tries a table with a primary key whose columns fit.
   *
   * @throws SQLException when one of the databases is gone
   */
  TableReturn probe(TableDescription from, TableDescription destination) throws SQLException {
    try {
      tryRights(destination);
      return tryRows(from, destination);
    } catch (SQLException e) {
      if (isConnectionFailure(e)) {
        throw e;
      }
      return TableReturn.refused(
          destination.name(),
          "can't be written back to " + to.side().label() + "; mend that, or exclude the table",
          e);
    } finally {
      source.rollback();
      target.rollback();
    }
  }

  private boolean isConnectionFailure(SQLException failure) {
    return fromDialect.errors().isConnectionFailure(failure)
        || to.dialect().errors().isConnectionFailure(failure);
  }

  /** What a row that is there already doesn't show: whether rows may be inserted and deleted. */
  private void tryRights(TableDescription destination) throws SQLException {
    Dialect dialect = to.dialect();
    TableName name = destination.name();
    String table =
        dialect.qualify(name.catalog().orElse(null), name.schema().orElse(null), name.name());
    String columns =
        destination.writableColumns().stream()
            .filter(column -> !column.identityAlways())
            .map(Column::name)
            .map(dialect::quote)
            .collect(Collectors.joining(", "));
    try (Statement statement = target.connection().createStatement()) {
      statement.executeUpdate("DELETE FROM " + table + " WHERE 1 = 0");
      if (!columns.isEmpty()) {
        statement.executeUpdate(
            "INSERT INTO "
                + table
                + " ("
                + columns
                + ") SELECT "
                + columns
                + " FROM "
                + table
                + " WHERE 1 = 0");
      }
    }
    target.rollback();
  }

  private TableReturn tryRows(TableDescription from, TableDescription destination)
      throws SQLException {
    boolean locked = false;
    long begin = System.nanoTime();
    for (Key key : new FirstKeys(fromDialect).read(source.connection(), from, MOST_ROWS)) {
      if (locked && System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
        break;
      }
      if (tryRow(from, key, destination)) {
        return TableReturn.of(
            destination.name(), TableReturn.Outcome.WRITTEN, "took a row, which was rolled back");
      }
      locked = true;
    }
    return locked
        ? TableReturn.of(
            destination.name(),
            TableReturn.Outcome.LOCKED,
            "has its first rows locked by the application, so none was tried")
        : TableReturn.of(destination.name(), TableReturn.Outcome.EMPTY, "has no row to try");
  }

  /**
   * Returns whether the row was written; else the application held it, or took it away. Where other
   * rows stand in its way, they and it may just be changing, so it is read again a few times.
   */
  private boolean tryRow(TableDescription from, Key key, TableDescription destination)
      throws SQLException {
    List<RowImage> row = read(from, key);
    for (int look = 1; !row.isEmpty(); look++) {
      try {
        new RowWriter(to.dialect()).apply(target.connection(), destination, row, List.of());
        return true;
      } catch (SQLException e) {
        if (to.dialect().errors().isConflict(e)) {
          return false;
        }
        if (look == LOOKS || !isOtherRow(e)) {
          throw e;
        }
      } finally {
        target.rollback();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      row = read(from, key);
    }
    return false;
  }

  private List<RowImage> read(TableDescription from, Key key) throws SQLException {
    return new RowReader(fromDialect)
        .read(source.connection(), from, List.of(key), LockMode.NONE)
        .present();
  }

  private boolean isOtherRow(SQLException failure) {
    return to.dialect().errors().isDuplicateKey(failure)
        || to.dialect().errors().isForeignKeyViolation(failure);
  }
}
