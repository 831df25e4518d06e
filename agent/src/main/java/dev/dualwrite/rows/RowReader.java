package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the rows of some keys from a database of one vendor; never commits or rolls back. */
public final class RowReader {
  private final Dialect dialect;

  /** Makes a reader for databases of the vendor. */
  public RowReader(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Reads the rows of the keys, up to 200 of them by one query.
   *
   * @param connection a connection of the vendor; with a locking mode, not in autocommit mode
   * @param table the table in this database
   * @param keys keys of the table, all with the same columns
   * @throws SQLException also where the vendor can't do what the lock mode asks for
   */
  public ReadResult read(
      Connection connection, TableDescription table, Collection<Key> keys, LockMode lock)
      throws SQLException {
    if (keys.isEmpty()) {
      return new ReadResult(List.of(), List.of(), List.of());
    }
    TableSql sql = new TableSql(dialect, table, keys.iterator().next().columns());
    RowsByKey rows = new RowsByKey(connection, sql, table.columns(), lock, lockClause(lock));
    for (List<Key> some : Batch.split(new ArrayList<>(keys))) {
      rows.add(some);
    }
    return rows.result();
  }

  /**
   * Reads in a transaction the rows that it has touched. Of the keys that it may not have touched,
   * those whose rows nobody else holds are locked and read, and the others left out: a row that
   * another transaction holds wasn't changed by this one.
   *
   * @param held keys of rows that the transaction holds locked, or has deleted
   * @param named keys of rows of which it is known only that no others were touched
   * @return as absent, held keys alone
   */
  public ReadResult readTouched(
      Connection connection, TableDescription table, Collection<Key> held, Collection<Key> named)
      throws SQLException {
    ReadResult certain = read(connection, table, held, LockMode.HELD);
    if (named.isEmpty()) {
      return certain;
    }
    LockMode free =
        dialect.locks().skippingLocked().isPresent() ? LockMode.SKIP_LOCKED : LockMode.HELD;
    List<RowImage> present = new ArrayList<>(certain.present());
    present.addAll(read(connection, table, named, free).present());
    return new ReadResult(present, certain.absent(), List.of());
  }

  private String lockClause(LockMode lock) throws SQLException {
    switch (lock) {
      case NONE:
        return "";
      case HELD:
        return dialect.locks().forHeldRows();
      case WAIT:
        return dialect.lockClause();
      case SKIP_LOCKED:
        return dialect
            .locks()
            .skippingLocked()
            .orElseThrow(() -> RowErrors.cannotSkipLocked(dialect));
    }
    throw new AssertionError(lock);
  }
}
