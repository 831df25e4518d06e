package dev.dualwrite.verify;

/** A table can't be verified; the message says why, and what to do. */
public final class NotVerifiableException extends Exception {
  NotVerifiableException(String message) {
    super(message);
  }

  NotVerifiableException(String message, Throwable cause) {
    super(message, cause);
  }
}
