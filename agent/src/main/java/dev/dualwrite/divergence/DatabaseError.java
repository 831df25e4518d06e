package dev.dualwrite.divergence;

import java.sql.SQLException;
import java.util.Optional;

/** What a database, or its driver, said of a failure. */
public final class DatabaseError {
  private final Optional<String> state;
  private final Optional<Integer> code;
  private final String message;

  private DatabaseError(Optional<String> state, Optional<Integer> code, String message) {
    this.state = state;
    this.code = code;
    this.message = message;
  }

  /** The error of an exception; the SQL state and code are those of an {@link SQLException}. */
  public static DatabaseError of(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof SQLException) {
      SQLException error = (SQLException) failure;
      return new DatabaseError(
          Optional.ofNullable(error.getSQLState()), Optional.of(error.getErrorCode()), message);
    }
    return new DatabaseError(
        Optional.empty(), Optional.empty(), failure.getClass().getSimpleName() + ": " + message);
  }

  /** An error in words that hold none of the application's values. */
  public static DatabaseError message(String message) {
    return new DatabaseError(Optional.empty(), Optional.empty(), message);
  }

  /** The SQL state, if the failure has one. */
  public Optional<String> state() {
    return state;
  }

  /** The vendor's code, if the failure has one. */
  public Optional<Integer> code() {
    return code;
  }

  /** The whole message; it may hold values of the application. */
  public String message() {
    return message;
  }
}
