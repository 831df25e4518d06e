package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;
import dev.dualwrite.plan.SqlScanner.Kind;

/**
 * Recognises plain reads by one pass over the characters: queries that name no writing statement,
 * no INTO and no function but harmless ones. What it doesn't recognise may be a read all the same.
 */
final class ReadRecogniser {
  private static final WordSet FIRST_WORDS = WordSet.of("select", "with", "values");

  private static final WordSet FOR = WordSet.of("for");
  private static final WordSet INTO = WordSet.of("into");

  private final Lexing lexing;
  private final WordSet harmlessFunctions;

  ReadRecogniser(Lexing lexing, WordSet harmlessFunctions) {
    this.lexing = lexing;
    this.harmlessFunctions = harmlessFunctions;
  }

  /** Tells whether the text surely changes no rows and no session. */
  boolean isPlainRead(String sql) {
    SqlScanner scanner = new SqlScanner(sql, lexing);
    scanner.next();
    while (scanner.isSymbol('(')) {
      scanner.next();
    }
    return scanner.kind() == Kind.WORD
        && FIRST_WORDS.contains(sql, scanner.start(), scanner.end())
        && restIsHarmless(sql, scanner);
  }

  private boolean restIsHarmless(String sql, SqlScanner scanner) {
    Kind before = Kind.END;
    int beforeStart = 0;
    int beforeEnd = 0;
    while (scanner.kind() != Kind.END) {
      if (scanner.isSymbol(';')) {
        return scanner.next() == Kind.END && isSound(scanner);
      }
      Kind kind = scanner.kind();
      int start = scanner.start();
      int end = scanner.end();
      scanner.next();
      if (kind == Kind.WORD || kind == Kind.QUOTED) {
        boolean qualified = before == Kind.SYMBOL && sql.charAt(beforeStart) == '.';
        boolean harmless =
            scanner.isSymbol('(')
                ? kind == Kind.WORD && isHarmlessCall(sql, start, end, qualified)
                : kind == Kind.QUOTED
                    || qualified
                    || isHarmlessWord(sql, start, end, before, beforeStart, beforeEnd);
        if (!harmless) {
          return false;
        }
      }
      before = kind;
      beforeStart = start;
      beforeEnd = end;
    }
    return isSound(scanner);
  }

  /** A function of a named schema is somebody's own, whatever it is called. */
  private boolean isHarmlessCall(String sql, int start, int end, boolean qualified) {
    return !qualified
        && (harmlessFunctions.contains(sql, start, end)
            || (Keywords.BEFORE_BRACKET.contains(sql, start, end)
                && !INTO.contains(sql, start, end)));
  }

  private static boolean isHarmlessWord(
      String sql, int start, int end, Kind before, int beforeStart, int beforeEnd) {
    if (Keywords.WRITING.contains(sql, start, end)) {
      return before == Kind.WORD && FOR.contains(sql, beforeStart, beforeEnd);
    }
    return !INTO.contains(sql, start, end);
  }

  private static boolean isSound(SqlScanner scanner) {
    return !scanner.malformed() && !scanner.executableComments();
  }
}
