package dev.dualwrite.logging;

/** Writes to whatever the process's stderr is at that moment. */
final class StderrOutput implements LogOutput {
  @Override
  public void write(String lines) {
    System.err.print(lines);
  }

  @Override
  public void close() {
    // The stream is the process's, not ours.
  }
}
