package dev.dualwrite.mirror;

import dev.dualwrite.divergence.Origin;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One write of the application, done on the primary and on its way to the secondary. */
public final class Write {
  /** A count that nobody knows, so that there is nothing to compare. */
  public static final long UNKNOWN_COUNT = -1;

  private final String sql;
  private final Optional<TableDescription> table;
  private final String tableName;
  private final List<Key> keys;
  private final long expectedCount;
  private final Optional<Origin> origin;
  private final Supplier<List<Object>> bindValues;
  private final TwinTask<Long> task;

  /**
   * Describes a write.
   *
   * @param sql the text that the application executed
   * @param table the primary's table, where it is known
   * @param tableName the table's name for people
   * @param keys the keys of the rows that it touched, perhaps of more; empty when they aren't known
   * @param expectedCount the rows that the primary counted, or {@link #UNKNOWN_COUNT}
   * @param origin where in the application it came from
   * @param bindValues the bound values, for a log that may hold values
   * @param task does it on the twin and returns the rows that the secondary counted
   */
  public Write(
      String sql,
      Optional<TableDescription> table,
      String tableName,
      List<Key> keys,
      long expectedCount,
      Optional<Origin> origin,
      Supplier<List<Object>> bindValues,
      TwinTask<Long> task) {
    this.sql = sql;
    this.table = table;
    this.tableName = tableName;
    this.keys = keys;
    this.expectedCount = expectedCount;
    this.origin = origin;
    this.bindValues = bindValues;
    this.task = task;
  }

  String sql() {
    return sql;
  }

  Optional<TableDescription> table() {
    return table;
  }

  String tableName() {
    return tableName;
  }

  /** The table as the database spells it where it is known, else as people do. */
  TableName storedTable() {
    return table.map(TableDescription::name).orElseGet(() -> TableName.of(tableName));
  }

  List<Key> keys() {
    return keys;
  }

  long expectedCount() {
    return expectedCount;
  }

  Optional<Origin> origin() {
    return origin;
  }

  List<Object> bindValues() {
    return bindValues.get();
  }

  TwinTask<Long> task() {
    return task;
  }

  /** The same write, done in another way that counts nothing. */
  Write by(TwinTask<Long> other) {
    return new Write(sql, table, tableName, keys, UNKNOWN_COUNT, origin, bindValues, other);
  }

  /** Whether the secondary counted other rows than the primary, as far as both counted. */
  boolean countDiffers(long counted) {
    return expectedCount != UNKNOWN_COUNT && counted != UNKNOWN_COUNT && expectedCount != counted;
  }
}
