package dev.dualwrite.verify;

/** Bytes as hexadecimal digits, two for each. */
final class Hex {
  private Hex() {}

  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * bytes.length);
    for (byte each : bytes) {
      text.append(Character.forDigit((each >> 4) & 15, 16));
      text.append(Character.forDigit(each & 15, 16));
    }
    return text.toString();
  }

  static byte[] parse(String digits) {
    if (digits.length() % 2 != 0) {
      throw new IllegalArgumentException("an odd number of hexadecimal digits");
    }
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(digits.charAt(2 * i), 16);
      int low = Character.digit(digits.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("no hexadecimal digits");
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }
}
