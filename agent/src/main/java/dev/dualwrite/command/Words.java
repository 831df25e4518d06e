package dev.dualwrite.command;

/** Spells results out for people. */
final class Words {
  private Words() {}

  /** The number with its noun, in the plural where that is right. */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The text in one line, without characters that would steer a terminal. */
  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
  }
}
