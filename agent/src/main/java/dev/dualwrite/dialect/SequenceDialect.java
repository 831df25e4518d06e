package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** How one vendor's sequences and counted-up columns are listed and set. */
public abstract class SequenceDialect {

  /** Returns the statements by which a session sees them as they are now. */
  public List<String> before() {
    return List.of();
  }

  /**
   * Lists what this user can see of them, by one or two queries; in autocommit mode, so that no two
   * lists come of one snapshot. Temporary ones and the vendor's own aren't among them.
   */
  public abstract List<Counter> list(Connection connection) throws SQLException;

  /**
   * Returns the statement after which the counter gives this value next, or a later one that is
   * multiples of the increment away.
   */
  public abstract String set(Counter counter, BigInteger next);

  /** Returns a number of any of the vendor's types; null for NULL. */
  static BigInteger number(ResultSet row, String label) throws SQLException {
    BigDecimal value = row.getBigDecimal(label);
    return value == null ? null : value.toBigInteger();
  }
}
