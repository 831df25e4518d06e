package dev.dualwrite.state;

/** What was read from the durable state isn't what was written there. */
final class UnreadableStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
