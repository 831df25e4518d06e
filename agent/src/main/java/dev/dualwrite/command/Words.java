package dev.dualwrite.command;

import java.time.Duration;

/** Spells results out for people. */
final class Words {
  private Words() {}

  /** The number with its noun, in the plural where that is right. */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** A length of time in its two largest units; less than a second is 0 s. */
  static String time(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
        : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
  }

  /** The text in one line, without characters that would steer a terminal. */
  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
  }
}
