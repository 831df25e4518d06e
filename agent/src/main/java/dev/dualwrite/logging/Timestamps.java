package dev.dualwrite.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one spelling of a time in the agent's logs. */
public final class Timestamps {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The time in ISO-8601, UTC, to the millisecond. */
  public static String text(Instant time) {
    return MILLISECONDS.format(time);
  }
}
