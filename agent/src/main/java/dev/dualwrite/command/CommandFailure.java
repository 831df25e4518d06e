package dev.dualwrite.command;

/** A command could not be done; the message says why, and what to do. */
final class CommandFailure extends Exception {
  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
