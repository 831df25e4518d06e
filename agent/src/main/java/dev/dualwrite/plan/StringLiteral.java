package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;
import java.util.Optional;

/** Finds the value of a string literal. */
final class StringLiteral {

  private StringLiteral() {}

  /** Returns the value; empty for bits, bytes, and escapes whose meaning isn't sure. */
  static Optional<String> value(String literal, Lexing lexing) {
    char first = literal.charAt(0);
    switch (first) {
      case '\'':
      case '"':
        return quoted(literal, 0, first, lexing.backslashEscapes());
      case 'n':
      case 'N':
        return quoted(literal, 1, '\'', lexing.backslashEscapes());
      case 'e':
      case 'E':
        return quoted(literal, 1, '\'', true);
      case '$':
        int tag = literal.indexOf('$', 1) + 1;
        return Optional.of(literal.substring(tag, literal.length() - tag));
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> quoted(
      String literal, int open, char quote, boolean backslashes) {
    String inner = literal.substring(open + 1, literal.length() - 1);
    if (backslashes && inner.indexOf('\\') >= 0) {
      return unescaped(inner);
    }
    String doubled = String.valueOf(quote) + quote;
    return Optional.of(inner.replace(doubled, String.valueOf(quote)));
  }

  /** Takes back the escapes that every vendor reads alike; a doubled quote beside them is rare. */
  private static Optional<String> unescaped(String inner) {
    StringBuilder value = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\'' || c == '"') {
        return Optional.empty();
      }
      if (c == '\\') {
        i++;
        int known = i < inner.length() ? "'\"\\nrt".indexOf(inner.charAt(i)) : -1;
        if (known < 0) {
          return Optional.empty();
        }
        c = "'\"\\\n\r\t".charAt(known);
      }
      value.append(c);
    }
    return Optional.of(value.toString());
  }
}
