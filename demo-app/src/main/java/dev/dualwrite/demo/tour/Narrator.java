package dev.dualwrite.demo.tour;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what happens, step by step, with the seconds since the beginning. */
final class Narrator {
  private final PrintStream out;
  private final long begun = System.nanoTime();
  private int step;
  private String title = "the preparations";

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** Begins a step. */
  void step(String name) {
    step++;
    title = "step " + step + ", " + name;
    out.printf(Locale.ROOT, "%n%5.1f s  %d. %s%n", seconds(), step, name);
  }

  /** Tells one thing, in the manner of {@code String.format}. */
  void say(String format, Object... arguments) {
    out.printf(Locale.ROOT, "            " + format + "%n", arguments);
  }

  /** Shows a command as the operator types it. */
  void command(String command) {
    out.printf("         $ %s%n", command);
  }

  /** The last step that was begun. */
  String title() {
    return title;
  }

  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }
}
