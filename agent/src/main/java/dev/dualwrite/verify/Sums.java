package dev.dualwrite.verify;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How many rows a range of one side has, and the sums of their hashes. */
final class Sums {
  private final long rows;
  private final long hashes;
  private final BigDecimal first;
  private final BigDecimal second;

  private Sums(long rows, long hashes, BigDecimal first, BigDecimal second) {
    this.rows = rows;
    this.hashes = hashes;
    this.first = first;
    this.second = second;
  }

  static Sums read(ResultSet row) throws SQLException {
    row.next();
    return new Sums(row.getLong(1), row.getLong(2), row.getBigDecimal(3), row.getBigDecimal(4));
  }

  long rows() {
    return rows;
  }

  /** Tells whether both have the same rows; a row without a hash can't be told. */
  boolean provesEqualTo(Sums other) {
    return rows == other.rows
        && rows == hashes
        && other.rows == other.hashes
        && equal(first, other.first)
        && equal(second, other.second);
  }

  /** The sum over no rows is NULL. */
  private static boolean equal(BigDecimal one, BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }
}
