package dev.dualwrite.command;

/** What a command's exit code says. */
final class ExitCode {
  /** Done, and nothing was found. */
  static final int CLEAN = 0;

  /** Done, and differences were found. */
  static final int DIFFERENCES = 1;

  /** The arguments or the configuration are wrong. */
  static final int WRONG_USE = 2;

  /** It could not be done. */
  static final int FAILED = 3;

  private ExitCode() {}
}
