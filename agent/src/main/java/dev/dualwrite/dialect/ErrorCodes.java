package dev.dualwrite.dialect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sorts a vendor's errors into kinds, by SQLState, the first two characters of it, or vendor code.
 */
public final class ErrorCodes {

  enum Kind {
    CONNECTION_FAILURE,
    DUPLICATE_KEY,
    CONSTRAINT,
    UNKNOWN_OBJECT,
    CONFLICT,
    READ_ONLY,
    FOREIGN_KEY,
    DATA,
    CANCELED,
    EXHAUSTED
  }

  private final Map<Kind, Set<String>> states = new HashMap<>();
  private final Map<Kind, Set<Integer>> codes = new HashMap<>();

  private ErrorCodes() {}

  /** Starts with the states that the SQL standard gives a meaning to. */
  static ErrorCodes standard() {
    return new ErrorCodes()
        .states(Kind.CONNECTION_FAILURE, "08")
        .states(Kind.DUPLICATE_KEY, "23505")
        .states(Kind.CONSTRAINT, "23")
        .states(Kind.UNKNOWN_OBJECT, "42S02", "42S22")
        .states(Kind.CONFLICT, "40")
        .states(Kind.READ_ONLY, "25006")
        .states(Kind.FOREIGN_KEY, "23001", "23503")
        .states(Kind.DATA, "22")
        .states(Kind.CANCELED, "57014");
  }

  ErrorCodes states(Kind kind, String... more) {
    states.computeIfAbsent(kind, absent -> new HashSet<>()).addAll(Set.of(more));
    return this;
  }

  ErrorCodes codes(Kind kind, Integer... more) {
    codes.computeIfAbsent(kind, absent -> new HashSet<>()).addAll(Set.of(more));
    return this;
  }

  /** Tells whether the connection is gone or could not be made. */
  public boolean isConnectionFailure(SQLException failure) {
    return is(Kind.CONNECTION_FAILURE, failure);
  }

  /** Tells whether a row of the same unique key was in the way. */
  public boolean isDuplicateKey(SQLException failure) {
    return is(Kind.DUPLICATE_KEY, failure);
  }

  /**
   * Tells whether a constraint other than a unique key refused the row (foreign key, not null,
   * check).
   */
  public boolean isConstraintViolation(SQLException failure) {
    return is(Kind.CONSTRAINT, failure) && !is(Kind.DUPLICATE_KEY, failure);
  }

  /**
   * Tells whether a table or column of the statement doesn't exist, so that what is remembered of
   * it is stale.
   */
  public boolean isUnknownTableOrColumn(SQLException failure) {
    return is(Kind.UNKNOWN_OBJECT, failure);
  }

  /**
   * Tells whether others were in the way (lock timeout, deadlock, serialization), so that a retry
   * may succeed.
   */
  public boolean isConflict(SQLException failure) {
    return is(Kind.CONFLICT, failure);
  }

  /** Tells whether the database or the transaction takes no writes. */
  public boolean isReadOnly(SQLException failure) {
    return is(Kind.READ_ONLY, failure);
  }

  /** Tells whether a row was refused since its parent isn't there, or its children still are. */
  public boolean isForeignKeyViolation(SQLException failure) {
    return is(Kind.FOREIGN_KEY, failure);
  }

  /** Tells whether a column can't hold the value that it was given. */
  public boolean isDataError(SQLException failure) {
    return is(Kind.DATA, failure);
  }

  /** Tells whether the statement was broken off because it took too long. */
  public boolean isCanceled(SQLException failure) {
    return is(Kind.CANCELED, failure);
  }

  /** Tells whether the database has no more room, memory or connections. */
  public boolean isExhausted(SQLException failure) {
    return is(Kind.EXHAUSTED, failure);
  }

  /**
   * Tells whether a COMMIT that failed so has certainly rolled back: the database refused it for
   * what the transaction did, or for another transaction. After anything else, a timeout or a lost
   * connection among it, nobody knows.
   */
  public boolean provesRollback(SQLException failure) {
    return isConflict(failure) || isDuplicateKey(failure) || isConstraintViolation(failure);
  }

  /** A failed batch carries the server's own error behind it, so the whole chain is looked at. */
  private boolean is(Kind kind, SQLException failure) {
    int left = 10;
    for (SQLException each = failure; each != null && left > 0; each = each.getNextException()) {
      left--;
      if (matches(kind, each)) {
        return true;
      }
      if (each.getCause() instanceof SQLException
          && matches(kind, (SQLException) each.getCause())) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(Kind kind, SQLException failure) {
    if (codes.getOrDefault(kind, Set.of()).contains(failure.getErrorCode())) {
      return true;
    }
    String state = failure.getSQLState();
    Set<String> known = states.getOrDefault(kind, Set.of());
    return state != null
        && (known.contains(state)
            || (state.length() == 5 && known.contains(state.substring(0, 2))));
  }
}
