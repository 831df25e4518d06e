package dev.dualwrite.command;

/** The arguments of a command don't fit; the message says which, and what is expected. */
final class WrongUseException extends Exception {
  WrongUseException(String message) {
    super(message);
  }
}
