package dev.dualwrite.divergence;

import java.sql.SQLException;
import java.util.Optional;

/** What a database, or its driver, said of a failure. */
public final class DatabaseError {
  private final Optional<String> state;
  private final Optional<Integer> code;
  private final String message;
  private final Author author;

  /** Who wrote the message. */
  enum Author {
    /** This product, which puts no values into it. */
    US,
    /** A database, a driver or a library, which may. */
    OTHERS
  }

  private DatabaseError(
      Optional<String> state, Optional<Integer> code, String message, Author author) {
    this.state = state;
    this.code = code;
    this.message = message;
    this.author = author;
  }

  /** The error of an exception; the SQL state and code are those of an {@link SQLException}. */
  public static DatabaseError of(Throwable failure) {
    if (failure instanceof SQLException) {
      SQLException error = (SQLException) failure;
      return new DatabaseError(
          Optional.ofNullable(error.getSQLState()),
          Optional.of(error.getErrorCode()),
          error.getMessage() == null ? error.getClass().getName() : error.getMessage(),
          Author.OTHERS);
    }
    return new DatabaseError(Optional.empty(), Optional.empty(), failure.toString(), Author.OTHERS);
  }

  /** An error in words that hold none of the application's values. */
  public static DatabaseError message(String message) {
    return new DatabaseError(Optional.empty(), Optional.empty(), message, Author.US);
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

  /** What the message says of things of the schema, without any value of the application. */
  public String withoutValues() {
    return author == Author.US ? message : MessageMasker.mask(message);
  }

  Author author() {
    return author;
  }
}
