package dev.dualwrite.logging;

/** Where finished lines of the agent's own log go. */
interface LogOutput {

  /** Writes a text that ends in a line end; never throws. */
  void write(String lines);

  /** Ends the use of this output; a later write is still written somewhere. */
  void close();
}
