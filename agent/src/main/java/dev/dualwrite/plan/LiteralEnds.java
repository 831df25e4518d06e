package dev.dualwrite.plan;

/** Finds where literals end; -1 where they don't. */
final class LiteralEnds {

  private LiteralEnds() {}

  /** Returns the index behind the closing quote, which a doubled one isn't. */
  static int quoted(String sql, int open, char close, boolean backslashes) {
    int i = open + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\\' && backslashes) {
        i += 2;
      } else if (c == close) {
        if (at(sql, i + 1) != close) {
          return i + 1;
        }
        i += 2;
      } else {
        i++;
      }
    }
    return -1;
  }

  /** Returns the end of Oracle's q'[it's]', whose closing delimiter stands before a quote. */
  static int alternativelyQuoted(String sql, int quote) {
    char open = at(sql, quote + 1);
    int pair = "[({<".indexOf(open);
    char close = pair < 0 ? open : "])}>".charAt(pair);
    for (int i = quote + 2; i + 1 < sql.length(); i++) {
      if (sql.charAt(i) == close && sql.charAt(i + 1) == '\'') {
        return i + 2;
      }
    }
    return -1;
  }

  /** Returns the end of $tag$text$tag$, whose opening tag is so many characters long. */
  static int dollarQuoted(String sql, int start, int length) {
    int from = start + length;
    for (int close = sql.indexOf('$', from); close >= 0; close = sql.indexOf('$', close + 1)) {
      if (sql.regionMatches(close, sql, start, length)) {
        return close + length;
      }
    }
    return -1;
  }

  /** Returns the end of a number, be it with a fraction, an exponent, or hexadecimal. */
  static int number(String sql, int start) {
    int i = start;
    if (at(sql, i) == '0' && (at(sql, i + 1) == 'x' || at(sql, i + 1) == 'X')) {
      i += 2;
      while (Character.digit(at(sql, i), 16) >= 0) {
        i++;
      }
      return i;
    }
    while (isDigit(at(sql, i)) || at(sql, i) == '.') {
      i++;
    }
    if (at(sql, i) == 'e' || at(sql, i) == 'E') {
      char sign = at(sql, i + 1);
      int exponent = sign == '+' || sign == '-' ? i + 2 : i + 1;
      if (isDigit(at(sql, exponent))) {
        i = exponent;
        while (isDigit(at(sql, i))) {
          i++;
        }
      }
    }
    return i;
  }

  /** Returns the index behind a comment's end, given that behind its start. */
  static int comment(String sql, int from, boolean nested) {
    int depth = 1;
    for (int i = from; i + 1 < sql.length(); i++) {
      if (sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      } else if (nested && sql.charAt(i) == '/' && sql.charAt(i + 1) == '*') {
        depth++;
        i++;
      }
    }
    return -1;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns the character at an index, which may be behind the end. */
  static char at(String sql, int index) {
    return index < sql.length() ? sql.charAt(index) : '\0';
  }
}
