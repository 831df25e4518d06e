package dev.dualwrite.logging;

import dev.dualwrite.config.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.slf4j.event.Level;

/** Makes the text of one message: a line, and a stack trace if it is worth its space. */
final class LogLine {
  private static final String OWN = "dev.dualwrite.";

  private LogLine() {}

  static String text(Instant time, Level level, String logger, String message, Throwable failure) {
    StringBuilder line = new StringBuilder(Timestamps.text(time));
    line.append(' ').append(level).append(' ').append(source(logger)).append(" - ");
    line.append(singleLine(message));
    if (failure != null) {
      line.append(isBug(failure) ? ": " + stackTrace(failure) : causes(failure));
    }
    return Secrets.mask(line.toString()).stripTrailing() + System.lineSeparator();
  }

  /** Who speaks: the product, or a library that it brought along. */
  private static String source(String logger) {
    return logger.startsWith(OWN)
        ? "dualwrite"
        : "dualwrite(" + logger.substring(logger.lastIndexOf('.') + 1) + ")";
  }

  /** A database that is down needs no stack trace; an unchecked exception is for developers. */
  private static boolean isBug(Throwable failure) {
    return failure instanceof RuntimeException
        || failure instanceof Error
        || AgentLog.isEnabled(Level.DEBUG);
  }

  private static String causes(Throwable failure) {
    StringBuilder causes = new StringBuilder();
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 5; cause = cause.getCause()) {
      causes.append(": ").append(singleLine(cause.toString()));
      depth++;
    }
    return causes.toString();
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static String singleLine(String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}
