package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;

/**
 * Walks over the tokens of one SQL text, leaving out white space and comments; makes no copies.
 *
 * <p>Where a vendor's rules are in doubt it sees more tokens rather than fewer, so that no write
 * hides from the classes that look for one.
 */
final class SqlScanner {

  /** The kinds of tokens. */
  enum Kind {
    END,
    /** A keyword or an identifier without quotes. */
    WORD,
    /** An identifier in quotes, backticks or brackets. */
    QUOTED,
    STRING,
    NUMBER,
    /** A question mark, perhaps with a number behind it. */
    PARAMETER,
    /** The at sign or signs before a variable's name. */
    VARIABLE,
    /** Any other character, or two question marks, which stand for an operator with one. */
    SYMBOL
  }

  /** The question mark and the digits of the highest number that a parameter may have. */
  private static final int MAXIMUM_PARAMETER_LENGTH = 6;

  private final String sql;
  private final Lexing lexing;
  private int start;
  private int end;
  private Kind kind = Kind.END;
  private boolean malformed;
  private boolean inExecutableComment;
  private boolean executableComments;

  SqlScanner(String sql, Lexing lexing) {
    this.sql = sql;
    this.lexing = lexing;
  }

  /** Moves to the next token and returns its kind; END again and again at the end. */
  Kind next() {
    start = skipBlanks(end);
    if (start >= sql.length()) {
      end = start;
      kind = Kind.END;
      return kind;
    }
    kind = scan(sql.charAt(start));
    return kind;
  }

  Kind kind() {
    return kind;
  }

  /** Returns the index of the token's first character. */
  int start() {
    return start;
  }

  /** Returns the index behind the token's last character. */
  int end() {
    return end;
  }

  /** Tells whether a string, identifier or comment before here never ended. */
  boolean malformed() {
    return malformed;
  }

  /** Tells whether a comment before here is executed by some versions of the database. */
  boolean executableComments() {
    return executableComments;
  }

  /** Tells whether the token is this symbol. */
  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && end == start + 1 && sql.charAt(start) == symbol;
  }

  /** Tells whether the character may stand within a word. */
  static boolean isIdentifierPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= '0' && c <= '9')
        || c == '$'
        || (c > 127 && Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private static boolean isIdentifierStart(char c) {
    return isIdentifierPart(c) && c != '$' && !isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Kind scan(char first) {
    if (isIdentifierStart(first)) {
      return word();
    }
    if (isDigit(first) || (first == '.' && isDigit(at(start + 1)))) {
      end = numberEnd();
      return Kind.NUMBER;
    }
    switch (first) {
      case '\'':
        end = quotedEnd(start, '\'', lexing.backslashEscapes());
        return Kind.STRING;
      case '"':
        boolean string = lexing.doubleQuotesAreStrings();
        end = quotedEnd(start, '"', string && lexing.backslashEscapes());
        return string ? Kind.STRING : Kind.QUOTED;
      case '`':
        return lexing.backtickIdentifiers() ? quoted('`') : symbol(1);
      case '[':
        return lexing.bracketIdentifiers() ? quoted(']') : symbol(1);
      case '$':
        return lexing.dollarQuotes() ? dollar() : symbol(1);
      case '?':
        return questionMark();
      case '@':
        return variable();
      default:
        return symbol(1);
    }
  }

  private Kind word() {
    end = start + 1;
    while (end < sql.length() && isIdentifierPart(sql.charAt(end))) {
      end++;
    }
    if (at(end) == '\'' && end == start + 1) {
      return prefixedString(sql.charAt(start));
    }
    return Kind.WORD;
  }

  private Kind prefixedString(char prefix) {
    switch (prefix) {
      case 'e':
      case 'E':
        end = quotedEnd(end, '\'', lexing.escapeStrings() || lexing.backslashEscapes());
        return Kind.STRING;
      case 'n':
      case 'N':
      case 'b':
      case 'B':
      case 'x':
      case 'X':
        end = quotedEnd(end, '\'', lexing.backslashEscapes());
        return Kind.STRING;
      case 'q':
      case 'Q':
        end = alternativeQuoteEnd();
        return Kind.STRING;
      default:
        return Kind.WORD;
    }
  }

  /** Oracle's q'[it's]': ends at the closing delimiter before a quote. */
  private int alternativeQuoteEnd() {
    char open = at(end + 1);
    int pair = "[({<".indexOf(open);
    char close = pair < 0 ? open : "])}>".charAt(pair);
    for (int i = end + 2; i + 1 < sql.length(); i++) {
      if (sql.charAt(i) == close && sql.charAt(i + 1) == '\'') {
        return i + 2;
      }
    }
    malformed = true;
    return sql.length();
  }

  private int numberEnd() {
    int i = start;
    if (at(i) == '0' && (at(i + 1) == 'x' || at(i + 1) == 'X')) {
      i += 2;
      while (Character.digit(at(i), 16) >= 0) {
        i++;
      }
      return i;
    }
    while (isDigit(at(i)) || at(i) == '.') {
      i++;
    }
    if (at(i) == 'e' || at(i) == 'E') {
      int exponent = at(i + 1) == '+' || at(i + 1) == '-' ? i + 2 : i + 1;
      if (isDigit(at(exponent))) {
        i = exponent;
        while (isDigit(at(i))) {
          i++;
        }
      }
    }
    return i;
  }

  private Kind quoted(char close) {
    end = quotedEnd(start, close, false);
    return Kind.QUOTED;
  }

  private int quotedEnd(int open, char close, boolean backslashes) {
    int i = open + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\\' && backslashes) {
        i += 2;
      } else if (c == close) {
        if (at(i + 1) != close) {
          return i + 1;
        }
        i += 2;
      } else {
        i++;
      }
    }
    malformed = true;
    return sql.length();
  }

  private Kind dollar() {
    int i = start + 1;
    if (lexing.dollarTags() && isIdentifierStart(at(i))) {
      while (isIdentifierPart(at(i)) && at(i) != '$') {
        i++;
      }
    }
    if (at(i) != '$') {
      return symbol(1);
    }
    int length = i + 1 - start;
    for (int close = sql.indexOf('$', i + 1); close >= 0; close = sql.indexOf('$', close + 1)) {
      if (sql.regionMatches(close, sql, start, length)) {
        end = close + length;
        return Kind.STRING;
      }
    }
    malformed = true;
    end = sql.length();
    return Kind.STRING;
  }

  private Kind questionMark() {
    if (at(start + 1) == '?') {
      return symbol(2);
    }
    end = start + 1;
    while (isDigit(at(end)) && end - start < MAXIMUM_PARAMETER_LENGTH) {
      end++;
    }
    return Kind.PARAMETER;
  }

  private Kind variable() {
    int i = at(start + 1) == '@' ? start + 2 : start + 1;
    char name = at(i);
    if (isIdentifierStart(name) || name == '`' || name == '\'' || name == '"') {
      end = i;
      return Kind.VARIABLE;
    }
    return symbol(1);
  }

  private Kind symbol(int length) {
    end = start + length;
    return Kind.SYMBOL;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c <= ' ' || (c > 127 && (Character.isWhitespace(c) || Character.isSpaceChar(c)))) {
        i++;
      } else if (c == '-' && startsDashComment(i)) {
        i = lineEnd(i);
      } else if (c == '#' && lexing.hashComments()) {
        i = lineEnd(i);
      } else if (c == '/' && at(i + 1) == '*') {
        i = blockComment(i);
      } else if (c == '*' && inExecutableComment && at(i + 1) == '/') {
        inExecutableComment = false;
        i += 2;
      } else {
        return i;
      }
    }
    return i;
  }

  private boolean startsDashComment(int i) {
    return at(i + 1) == '-'
        && (!lexing.dashCommentsNeedSpace() || i + 2 >= sql.length() || sql.charAt(i + 2) <= ' ');
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < sql.length() && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private int blockComment(int from) {
    if (lexing.executableComments()) {
      int bang = at(from + 2) == 'M' ? from + 3 : from + 2;
      if (at(bang) == '!') {
        inExecutableComment = true;
        executableComments = true;
        int i = bang + 1;
        while (isDigit(at(i))) {
          i++;
        }
        return i;
      }
    }
    return commentEnd(from + 2);
  }

  private int commentEnd(int from) {
    int depth = 1;
    for (int i = from; i + 1 < sql.length(); i++) {
      if (sql.charAt(i) == '*' && sql.charAt(i + 1) == '/') {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      } else if (lexing.nestedComments() && sql.charAt(i) == '/' && sql.charAt(i + 1) == '*') {
        depth++;
        i++;
      }
    }
    malformed = true;
    return sql.length();
  }

  private char at(int index) {
    return index < sql.length() ? sql.charAt(index) : '\0';
  }
}
