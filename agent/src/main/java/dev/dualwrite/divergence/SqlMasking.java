package dev.dualwrite.divergence;

import dev.dualwrite.dialect.Lexing;

/** The masking of one text. */
final class SqlMasking {
  private final String sql;
  private final Lexing lexing;
  private final boolean definesSchema;
  private final StringBuilder masked;
  private int position;

  SqlMasking(String sql, Lexing lexing) {
    this.sql = sql;
    this.lexing = lexing;
    this.definesSchema =
        sql.stripLeading().regionMatches(true, 0, "create", 0, 6)
            || sql.stripLeading().regionMatches(true, 0, "alter", 0, 5);
    this.masked = new StringBuilder(sql.length());
  }

  String run() {
    while (position < sql.length()) {
      step(sql.charAt(position));
    }
    return masked.toString().strip();
  }

  private void step(char next) {
    if (next == '\'') {
      hideString('\'', escapes());
    } else if (next == '"' && lexing.doubleQuotesAreStrings()) {
      hideString('"', escapes());
    } else if (next == '"' || next == '`') {
      copyTo(endOfQuoted(next, false));
    } else if (sql.startsWith("--", position) || isHashComment(next)) {
      leaveOutTo(endOfLine());
    } else if (sql.startsWith("/*", position)) {
      leaveOutTo(endOfBlockComment());
    } else if (next == '$') {
      dollar();
    } else if (isDigit(next) || (next == '.' && isDigit(peek(1)))) {
      number();
    } else if (isWordPart(next)) {
      word();
    } else {
      copyTo(position + 1);
    }
  }

  private boolean escapes() {
    return lexing.backslashEscapes();
  }

  private boolean isHashComment(char next) {
    return next == '#' && lexing.hashComments();
  }

  private void hideString(char quote, boolean escapes) {
    position = endOfQuoted(quote, escapes);
    masked.append('?');
  }

  /** The position after the closing quote; a doubled quote does not close. */
  private int endOfQuoted(char quote, boolean escapes) {
    int end = position + 1;
    while (end < sql.length()) {
      char letter = sql.charAt(end);
      if ((letter == quote && at(end + 1) == quote) || (letter == '\\' && escapes)) {
        end += 2;
      } else if (letter == quote) {
        return end + 1;
      } else {
        end++;
      }
    }
    return sql.length();
  }

  private int endOfLine() {
    int end = sql.indexOf('\n', position);
    return end < 0 ? sql.length() : end;
  }

  /** Comments nest in PostgreSQL; elsewhere this hides too much rather than too little. */
  private int endOfBlockComment() {
    int depth = 0;
    int end = position;
    do {
      if (sql.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (sql.startsWith("*/", end)) {
        depth--;
        end += 2;
      } else {
        end++;
      }
    } while (depth > 0 && end < sql.length());
    return Math.min(end, sql.length());
  }

  /** A string in dollar quotes, or a parameter such as {@code $1}. */
  private void dollar() {
    int tagEnd = position + 1;
    while (isWordPart(at(tagEnd))) {
      tagEnd++;
    }
    if (at(tagEnd) != '$' || isDigit(peek(1))) {
      copyTo(tagEnd);
      return;
    }
    String tag = sql.substring(position, tagEnd + 1);
    int close = sql.indexOf(tag, tagEnd + 1);
    position = close < 0 ? sql.length() : close + tag.length();
    masked.append('?');
  }

  private void number() {
    int end = position;
    while (isWordPart(at(end)) || at(end) == '.' || isSignOfExponent(end)) {
      end++;
    }
    if (definesSchema) {
      copyTo(end); // The length of a type is no value.
      return;
    }
    position = end;
    masked.append('?');
  }

  private boolean isSignOfExponent(int at) {
    boolean sign = at(at) == '+' || at(at) == '-';
    return sign
        && Character.toLowerCase(at(at - 1)) == 'e'
        && isDigit(at(at + 1))
        && !sql.regionMatches(true, position, "0x", 0, 2);
  }

  /** An identifier or keyword, or the prefix of a string: {@code N'…'}, {@code _utf8'…'}. */
  private void word() {
    int end = position;
    while (isWordPart(at(end)) || at(end) == '$') {
      end++;
    }
    String word = sql.substring(position, end);
    if (at(end) == '&' && at(end + 1) == '\'' && word.equalsIgnoreCase("U")) {
      position = end + 1;
      hideString('\'', false);
    } else if (at(end) == '\'' && word.matches("(?i)n?q")) {
      position = end;
      hideOracleString();
    } else if (at(end) == '\'' && word.matches("(?i)[nebx]|_\\w+")) {
      position = end;
      hideString('\'', escapes() || word.equalsIgnoreCase("e"));
    } else {
      copyTo(end);
    }
  }

  /** {@code q'[…]'}: only the matching bracket and a quote close it. */
  private void hideOracleString() {
    int bracket = "[({<".indexOf(peek(1));
    char closing = bracket < 0 ? peek(1) : "])}>".charAt(bracket);
    int close = sql.indexOf(closing + "'", position + 2);
    position = close < 0 ? sql.length() : close + 2;
    masked.append('?');
  }

  private void copyTo(int end) {
    masked.append(sql, position, Math.min(end, sql.length()));
    position = end;
  }

  private void leaveOutTo(int end) {
    masked.append(' ');
    position = end;
  }

  private char peek(int offset) {
    return at(position + offset);
  }

  private char at(int index) {
    return index >= 0 && index < sql.length() ? sql.charAt(index) : '\0';
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  private static boolean isWordPart(char letter) {
    return letter == '_' || Character.isLetterOrDigit(letter);
  }
}
