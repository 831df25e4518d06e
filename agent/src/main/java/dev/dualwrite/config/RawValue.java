package dev.dualwrite.config;

/** The text of a key as it was written, and where. */
final class RawValue {
  private final String text;
  private final String origin;

  RawValue(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  /** The text, before substitution. */
  String text() {
    return text;
  }

  /** Where it was written, in words that complete "set in …". */
  String origin() {
    return origin;
  }
}
