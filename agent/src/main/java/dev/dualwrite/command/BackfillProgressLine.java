package dev.dualwrite.command;

import dev.dualwrite.backfill.BackfillProgress;
import dev.dualwrite.schema.TableName;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Shows how far a backfill has come: on a terminal in one line that changes, else in a line every
 * ten seconds.
 */
final class BackfillProgressLine implements BackfillProgress, AutoCloseable {
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final long begun = System.nanoTime();
  private long lastShown = begun;

  private BackfillProgressLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  static BackfillProgressLine on(PrintWriter err) {
    return new BackfillProgressLine(err, VerifyProgress.somebodyLooks());
  }

  @Override
  public void at(TableName table, long tableRows, long rows, long expectedRows) {
    long now = System.nanoTime();
    if (now - lastShown < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
      return;
    }
    lastShown = now;
    String line = line(table, tableRows, rows, expectedRows, Duration.ofNanos(now - begun));
    if (terminal) {
      err.print(CLEAR_LINE + line);
      err.flush();
    } else {
      err.println(line);
    }
  }

  static String line(
      TableName table, long tableRows, long rows, long expectedRows, Duration elapsed) {
    double rate = rows * 1e9 / Math.max(1, elapsed.toNanos());
    long percent = rows == 0 ? 0 : 100 * rows / (rows + expectedRows);
    return Words.oneLine(table.toString())
        + ": "
        + VerifyText.number(tableRows)
        + " rows; in all "
        + VerifyText.number(rows)
        + ", "
        + Math.min(99, percent)
        + " %, "
        + VerifyText.number(Math.round(rate))
        + " rows/s"
        + (rate >= 1
            ? ", " + Words.time(Duration.ofSeconds(Math.round(expectedRows / rate))) + " left"
            : "");
  }

  @Override
  public void close() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
