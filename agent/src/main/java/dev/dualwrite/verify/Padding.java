package dev.dualwrite.verify;

/** The blanks at the end of a CHAR, which mean nothing. */
final class Padding {
  private Padding() {}

  static String without(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
