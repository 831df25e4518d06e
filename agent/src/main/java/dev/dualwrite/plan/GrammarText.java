package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;

/**
 * Writes a statement so that the grammar doesn't stumble over what has no meaning for it, and so
 * that statements which differ only in the values of their literals become one text.
 */
final class GrammarText {
  /** What has more may be too large for the grammar. */
  private static final int MAXIMUM_DIGITS = 18;

  private final SqlTokens tokens;
  private final Range table;
  private final WordSet quoted;

  /**
   * @param table the tokens of the table's name
   * @param quoted words that are names, whatever keywords the grammar takes them for
   */
  GrammarText(SqlTokens tokens, Range table, WordSet quoted) {
    this.tokens = tokens;
    this.table = table;
    this.quoted = quoted;
  }

  String tableName() {
    return of(table).trim();
  }

  /** Returns the tokens without comments and long literals, and in the standard's quotes. */
  String of(Range range) {
    StringBuilder text = new StringBuilder();
    for (int i = range.from(); i < range.to(); i++) {
      if (i > range.from() && tokens.start(i) > tokens.end(i - 1)) {
        text.append(' ');
      }
      text.append(of(i));
    }
    return text.toString();
  }

  private String of(int token) {
    String text = tokens.text(token);
    switch (tokens.kind(token)) {
      case STRING:
        return "'s'";
      case PARAMETER:
        return "?";
      case QUOTED:
        return text.startsWith("[") ? quote(text.substring(1, text.length() - 1)) : text;
      case WORD:
        if (isName(token)) {
          return quote(text);
        }
        return isLeftOut(token) ? " " : text;
      case SYMBOL:
        if (isLeftOut(token)) {
          return " ";
        }
        // Two question marks are PostgreSQL's operator of one; any other operator will do.
        return tokens.end(token) - tokens.start(token) > 1 ? "@>" : text;
      case NUMBER:
        return number(token);
      case END:
      case VARIABLE:
        return text;
    }
    throw new AssertionError(tokens.kind(token));
  }

  /**
   * Returns a plain number's form, which is 1 or 1.1; any other number as it is, and one that a
   * word touches, since both may be something else to the grammar.
   */
  private String number(int token) {
    String text = tokens.text(token);
    boolean touched =
        tokens.kind(token + 1) == Kind.WORD && tokens.start(token + 1) == tokens.end(token);
    if (touched || text.length() > MAXIMUM_DIGITS) {
      return text;
    }
    StringBuilder form = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean digit = LiteralEnds.isDigit(text.charAt(i));
      if (!digit && text.charAt(i) != '.') {
        return text;
      }
      if (!digit) {
        form.append('.');
      } else if (i == 0 || !LiteralEnds.isDigit(text.charAt(i - 1))) {
        form.append('1');
      }
    }
    return form.toString();
  }

  private static String quote(String name) {
    return '"' + name + '"';
  }

  private boolean isName(int token) {
    boolean ofTable = token >= table.from() && token < table.to();
    return tokens.isAny(token, quoted) && (ofTable || !tokens.isSymbol(token + 1, '('));
  }

  /** The brackets and words of JDBC's escapes, and PostgreSQL's ONLY. */
  private boolean isLeftOut(int token) {
    if (tokens.isSymbol(token, '{') || tokens.isSymbol(token, '}')) {
      return true;
    }
    if (tokens.isSymbol(token - 1, '{')) {
      return !tokens.is(token, "ESCAPE");
    }
    return tokens.is(token, "ONLY")
        && (tokens.is(token - 1, "UPDATE") || tokens.are(token - 2, "DELETE", "FROM"))
        && tokens.kind(token + 1) != Kind.END;
  }
}
