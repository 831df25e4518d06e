package dev.dualwrite.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How whole tables are read, and summed up within the database. */
public class TableScans {
  static final TableScans COMMON = new TableScans();

  TableScans() {}

  /**
   * Returns the statements, for a session in autocommit mode, by which the texts of values are the
   * same in every session, and a reader may take its time.
   */
  public List<String> settings() {
    return List.of();
  }

  /** Returns the fetch size by which the driver gives rows as they come, some at a time. */
  public int fetchSize(int rows) {
    return rows;
  }

  /** Returns the function that draws a number for each row. */
  public String random() {
    return "RAND()";
  }

  /** Tells whether a range of a composite key is found by comparing rows of values. */
  public boolean comparesRows() {
    return false;
  }

  /**
   * Tells whether the values of a type that are greater than one of them by comparison are those
   * that come after it in ORDER BY, so that a table can be read by pages of such a key.
   */
  public boolean ordersAsItCompares(ColumnType type) {
    return true;
  }

  /** Returns the query for the number of the session that asks; empty where it isn't known. */
  public Optional<String> ownSession() {
    return Optional.empty();
  }

  /**
   * Returns the query for how many sessions wait for a lock that one of the given sessions holds;
   * it may need a right that not every user has. Empty where that isn't known.
   */
  public Optional<String> waitingFor(Collection<Long> sessions) {
    return Optional.empty();
  }

  /**
   * Returns an expression for a strong hash, in hexadecimal digits, over the columns, so that
   * different rows have different texts: NULL isn't the empty text, and no value runs over into the
   * next column. Empty where this vendor has none.
   *
   * @param types the columns' types
   * @param columns the columns, quoted
   */
  public Optional<String> rowHash(List<ColumnType> types, List<String> columns) {
    return Optional.empty();
  }

  /**
   * Returns the query for the number of rows, the number of hashes and two sums of them. They add
   * up and aren't XORed: there two equal changes would cancel each other out.
   */
  public String sums(String rowHash, String table, String where) {
    throw new UnsupportedOperationException("no row hash, no sums");
  }
}
