package dev.dualwrite.operations;

/** No application answers for a state folder, so that its folder may be opened. */
public final class NotRunningException extends Exception {
  private static final long serialVersionUID = 1L;

  NotRunningException(String message) {
    super(message);
  }

  NotRunningException(String message, Throwable cause) {
    super(message, cause);
  }
}
