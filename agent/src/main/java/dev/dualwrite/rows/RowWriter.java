package dev.dualwrite.rows;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a database of one vendor hold the given rows and not hold the given keys; never commits,
 * and rolls back only to savepoints of its own.
 */
public final class RowWriter {
  private final Dialect dialect;

  /** Makes a writer for databases of the vendor. */
  public RowWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Upserts the rows and deletes the keys; all of them, or an exception says why not.
   *
   * @param connection a connection of the vendor, not in autocommit mode; after an exception its
   *     transaction is to be rolled back
   * @param target the table in this database; of its columns, those that the rows don't have are
   *     left to their defaults
   * @param present rows as a {@link RowReader} gave them, all with the same columns
   * @param absent keys with the same columns as the rows' keys
   * @throws SQLException the server's own error, or one that names the table, column and type that
   *     can't hold a value
   */
  public void apply(
      Connection connection, TableDescription target, List<RowImage> present, List<Key> absent)
      throws SQLException {
    Applied applied = apply(connection, target, present, absent, Attempts.Refusal.CONSTRAINTS);
    if (!applied.refused().isEmpty()) {
      throw worst(applied.refused().values());
    }
  }

  /** A duplicate key may be in the way only because of another row that was refused. */
  private SQLException worst(Collection<SQLException> refusals) {
    return refusals.stream()
        .filter(refusal -> !dialect.errors().isDuplicateKey(refusal))
        .findFirst()
        .orElseGet(() -> refusals.iterator().next());
  }

  /**
   * Upserts the rows and deletes the keys, but those that the database refuses each for itself
   * (constraints, values that a column can't hold). The parameters are those of {@link #apply}.
   *
   * @throws SQLException for a reason that isn't one row's
   */
  public Applied applyEach(
      Connection connection, TableDescription target, List<RowImage> present, List<Key> absent)
      throws SQLException {
    return apply(connection, target, present, absent, Attempts.Refusal.CONSTRAINTS_AND_VALUES);
  }

  private Applied apply(
      Connection connection,
      TableDescription target,
      List<RowImage> present,
      List<Key> absent,
      Attempts.Refusal refusal)
      throws SQLException {
    if (present.isEmpty() && absent.isEmpty()) {
      return new Applied(Set.of(), Map.of());
    }
    if (connection.getAutoCommit()) {
      throw RowErrors.needsTransaction(target);
    }
    boolean rowsGiven = !present.isEmpty();
    Writing writing =
        new Writing(
            connection,
            dialect,
            target,
            rowsGiven ? present.get(0).key().columns() : absent.get(0).columns(),
            rowsGiven ? present.get(0).columns() : List.of(),
            new Attempts(connection, dialect, refusal));
    writing.add(present, absent);
    return writing.run();
  }
}
