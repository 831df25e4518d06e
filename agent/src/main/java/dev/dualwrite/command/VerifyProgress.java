package dev.dualwrite.command;

import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.Progress;
import dev.dualwrite.verify.TableResult;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** Shows on a terminal, in one line that changes, how far a verification has come. */
final class VerifyProgress implements Progress, AutoCloseable {
  private static final long PERIOD_NANOS = Duration.ofMillis(500).toNanos();
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream terminal;
  private final int tables;
  private int done;
  private long lastShown = System.nanoTime();

  private VerifyProgress(PrintStream terminal, int tables) {
    this.terminal = terminal;
    this.tables = tables;
  }

  /** Shows nothing where nobody looks. */
  static VerifyProgress onTerminal(int tables) {
    return new VerifyProgress(somebodyLooks() ? System.err : null, tables);
  }

  /** From JDK 22 on there is a console also where there is no terminal, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // That is what the rest is about.
  static boolean somebodyLooks() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }

  @Override
  public void at(TableName table, long rows) {
    long now = System.nanoTime();
    if (terminal == null || now - lastShown < PERIOD_NANOS) {
      return;
    }
    lastShown = now;
    terminal.print(
        CLEAR_LINE
            + "table "
            + (done + 1)
            + " of "
            + tables
            + ", "
            + Words.oneLine(table.toString())
            + ": "
            + VerifyText.number(rows)
            + " rows");
    terminal.flush();
  }

  void done(TableResult result) {
    done++;
    at(result.table(), result.checked());
  }

  @Override
  public void close() {
    if (terminal != null) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
  }
}
