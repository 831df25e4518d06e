package dev.dualwrite.logging;

import dev.dualwrite.config.LogLevel;
import java.nio.file.Path;
import org.slf4j.event.Level;

/**
 * The agent's own log, for the whole process: warnings to stderr until it is configured otherwise.
 */
public final class AgentLog {
  private static volatile int leastLevel = Level.WARN.toInt();
  private static volatile LogOutput output = new StderrOutput();

  private AgentLog() {}

  /** Sets the least severe level that is written, and where to: {@code stderr} or a file. */
  public static void configure(LogLevel level, String target) {
    LogOutput previous = output;
    output =
        target.equals("stderr") ? new StderrOutput() : new FileOutput(Path.of(target), System.err);
    leastLevel = severity(level).toInt();
    previous.close();
  }

  static boolean isEnabled(Level level) {
    return level.toInt() >= leastLevel;
  }

  static void write(String line) {
    output.write(line);
  }

  private static Level severity(LogLevel level) {
    switch (level) {
      case ERROR:
        return Level.ERROR;
      case WARN:
        return Level.WARN;
      case INFO:
        return Level.INFO;
      case DEBUG:
        return Level.DEBUG;
    }
    throw new AssertionError(level);
  }
}
