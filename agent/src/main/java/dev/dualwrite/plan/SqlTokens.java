package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;
import dev.dualwrite.plan.SqlScanner.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of one SQL text by their indexes, with their nesting in brackets and CASE expressions.
 * An index beyond the last token is allowed everywhere and is of kind END.
 */
final class SqlTokens {
  private final String sql;
  private final Lexing lexing;
  private final boolean malformed;
  private final boolean executableComments;
  private Kind[] kinds = new Kind[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] depths = new int[64];

  /** The other bracket of a pair, or the number of a parameter; else -1. */
  private int[] links = new int[64];

  private int count;
  private int[] open = new int[16];
  private int openCount;
  private int maximumDepth;
  private int parameterCount;

  private SqlTokens(String sql, Lexing lexing) {
    this.sql = sql;
    this.lexing = lexing;
    SqlScanner scanner = new SqlScanner(sql, lexing);
    boolean balanced = read(scanner);
    this.malformed = scanner.malformed() || !balanced;
    this.executableComments = scanner.executableComments();
  }

  static SqlTokens of(String sql, Lexing lexing) {
    return new SqlTokens(sql, lexing);
  }

  private boolean read(SqlScanner scanner) {
    boolean balanced = true;
    while (scanner.next() != Kind.END) {
      add(scanner);
      int token = count - 1;
      if (opens(token)) {
        push(token);
      } else if (closes(token)) {
        balanced &= openCount > 0 && pop(token);
      }
    }
    return balanced && openCount == 0;
  }

  private boolean opens(int token) {
    return isSymbol(token, '(')
        || isSymbol(token, '{')
        || isSymbol(token, '[')
        || is(token, "CASE");
  }

  /** END closes CASE here; it also ends blocks and transactions, where it closes nothing. */
  private boolean closes(int token) {
    if (is(token, "END")) {
      return openCount > 0 && is(open[openCount - 1], "CASE");
    }
    return isSymbol(token, ')') || isSymbol(token, '}') || isSymbol(token, ']');
  }

  private void push(int token) {
    if (openCount == open.length) {
      open = Arrays.copyOf(open, openCount * 2);
    }
    open[openCount++] = token;
    maximumDepth = Math.max(maximumDepth, openCount);
  }

  private boolean pop(int token) {
    int opener = open[--openCount];
    depths[token] = openCount;
    links[opener] = token;
    links[token] = opener;
    return is(token, "END") || closerOf(opener) == sql.charAt(starts[token]);
  }

  private char closerOf(int opener) {
    switch (sql.charAt(starts[opener])) {
      case '(':
        return ')';
      case '[':
        return ']';
      case '{':
        return '}';
      default:
        return 0;
    }
  }

  private void add(SqlScanner scanner) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      depths = Arrays.copyOf(depths, count * 2);
      links = Arrays.copyOf(links, count * 2);
    }
    kinds[count] = scanner.kind();
    starts[count] = scanner.start();
    ends[count] = scanner.end();
    depths[count] = openCount;
    links[count] = scanner.kind() == Kind.PARAMETER ? parameterNumber(scanner) : -1;
    count++;
  }

  /** H2 numbers its parameters as in ?2; elsewhere they count as they come. */
  private int parameterNumber(SqlScanner scanner) {
    int digits = scanner.end() - scanner.start() - 1;
    int number =
        digits > 0
            ? Integer.parseInt(sql.substring(scanner.start() + 1, scanner.end()))
            : parameterCount + 1;
    parameterCount = Math.max(parameterCount, number);
    return number;
  }

  Lexing lexing() {
    return lexing;
  }

  String sql() {
    return sql;
  }

  int count() {
    return count;
  }

  /**
   * Tells whether quotes, comments or brackets don't end, so that nothing here is to be relied on.
   */
  boolean malformed() {
    return malformed;
  }

  /** Tells whether some tokens stand in comments that only some versions execute. */
  boolean executableComments() {
    return executableComments;
  }

  int maximumDepth() {
    return maximumDepth;
  }

  Kind kind(int token) {
    return token >= 0 && token < count ? kinds[token] : Kind.END;
  }

  int start(int token) {
    return token < count ? starts[token] : sql.length();
  }

  int end(int token) {
    return token < count ? ends[token] : sql.length();
  }

  /**
   * Returns how many brackets and CASEs stand around the token; brackets don't surround themselves.
   */
  int depth(int token) {
    return token < count ? depths[token] : 0;
  }

  /** Returns the other bracket of a pair; -1 where there is none. */
  int partner(int token) {
    return token >= 0 && token < count ? links[token] : -1;
  }

  String text(int token) {
    return token >= 0 && token < count ? sql.substring(starts[token], ends[token]) : "";
  }

  /** Returns the text from one token to before another, with the comments between. */
  String slice(int from, int to) {
    return from < to ? sql.substring(starts[from], ends[to - 1]) : "";
  }

  /** Tells whether the token is this word without quotes, in any case. */
  boolean is(int token, String word) {
    return kind(token) == Kind.WORD
        && ends[token] - starts[token] == word.length()
        && sql.regionMatches(true, starts[token], word, 0, word.length());
  }

  /** Tells whether the token is one of these words without quotes. */
  boolean isAny(int token, WordSet words) {
    return kind(token) == Kind.WORD && words.contains(sql, starts[token], ends[token]);
  }

  /** Tells whether these words follow one another from the token on. */
  boolean are(int token, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!is(token + i, words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean isSymbol(int token, char symbol) {
    return kind(token) == Kind.SYMBOL
        && ends[token] == starts[token] + 1
        && sql.charAt(starts[token]) == symbol;
  }

  /** Tells whether the token and the next are the two characters of this operator. */
  boolean isOperator(int token, String operator) {
    return isSymbol(token, operator.charAt(0))
        && isSymbol(token + 1, operator.charAt(1))
        && ends[token] == starts[token + 1];
  }

  /** Tells whether the token is a word or an identifier in quotes. */
  boolean isName(int token) {
    return kind(token) == Kind.WORD || kind(token) == Kind.QUOTED;
  }

  /**
   * Returns the first such word from a token to before another on the first one's level, else -1.
   */
  int find(int from, int to, String word) {
    int depth = depth(from);
    for (int i = from; i < to; i++) {
      if (depth(i) == depth && is(i, word)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the first such symbol on this depth within the range, else the range's end. */
  int nextSymbol(int from, int to, char symbol, int depth) {
    for (int i = from; i < to; i++) {
      if (depth(i) == depth && isSymbol(i, symbol)) {
        return i;
      }
    }
    return to;
  }

  /** Returns which parameter of the text the token is, 1-based. */
  int parameter(int token) {
    return links[token];
  }

  /** Returns how many values the text takes. */
  int parameterCount() {
    return parameterCount;
  }

  /** Returns all names that stand before a dot, without their quotes, in lower case. */
  Set<String> qualifiers() {
    Set<String> qualifiers = new HashSet<>();
    for (int i = 0; i + 1 < count; i++) {
      if (isSymbol(i + 1, '.') && isName(i)) {
        qualifiers.add(text(i).replaceAll("[`\"\\[\\]]", "").toLowerCase(Locale.ROOT));
      }
    }
    return qualifiers;
  }
}
