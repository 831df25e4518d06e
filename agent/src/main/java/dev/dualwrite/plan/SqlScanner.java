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

  private Kind scan(char first) {
    if (isIdentifierStart(first)) {
      return word();
    }
    if (isDigit(first) || (first == '.' && isDigit(at(start + 1)))) {
      end = LiteralEnds.number(sql, start);
      return Kind.NUMBER;
    }
    switch (first) {
      case '\'':
        end = endOr(LiteralEnds.quoted(sql, start, '\'', lexing.backslashEscapes()));
        return Kind.STRING;
      case '"':
        boolean string = lexing.doubleQuotesAreStrings();
        end = endOr(LiteralEnds.quoted(sql, start, '"', string && lexing.backslashEscapes()));
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
        end =
            endOr(
                LiteralEnds.quoted(
                    sql, end, '\'', lexing.escapeStrings() || lexing.backslashEscapes()));
        return Kind.STRING;
      case 'n':
      case 'N':
      case 'b':
      case 'B':
      case 'x':
      case 'X':
        end = endOr(LiteralEnds.quoted(sql, end, '\'', lexing.backslashEscapes()));
        return Kind.STRING;
      case 'q':
      case 'Q':
        end = endOr(LiteralEnds.alternativelyQuoted(sql, end));
        return Kind.STRING;
      default:
        return Kind.WORD;
    }
  }

  private Kind quoted(char close) {
    end = endOr(LiteralEnds.quoted(sql, start, close, false));
    return Kind.QUOTED;
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
    end = endOr(LiteralEnds.dollarQuoted(sql, start, i + 1 - start));
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
    return endOr(LiteralEnds.comment(sql, from + 2, lexing.nestedComments()));
  }

  /** Where a literal never ends, the rest of the text is taken for it. */
  private int endOr(int literalEnd) {
    if (literalEnd < 0 || literalEnd > sql.length()) {
      malformed = true;
      return sql.length();
    }
    return literalEnd;
  }

  private char at(int index) {
    return LiteralEnds.at(sql, index);
  }

  private static boolean isDigit(char c) {
    return LiteralEnds.isDigit(c);
  }
}
