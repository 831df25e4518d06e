package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;
import dev.dualwrite.plan.SqlScanner.Kind;

/**
 * Replaces the literals of a SQL text by {@code ?} and leaves comments out, so that no value of the
 * application is in it.
 */
public final class SqlMasker {
  private final Lexing lexing;

  /** A masker for the texts of a database of these lexical rules. */
  public SqlMasker(Lexing lexing) {
    this.lexing = lexing;
  }

  /** Returns the text without literals and comments. */
  public String mask(String sql) {
    SqlScanner scanner = new SqlScanner(sql, lexing);
    StringBuilder masked = new StringBuilder(sql.length());
    boolean keepsNumbers = false;
    int end = 0;
    while (scanner.next() != Kind.END) {
      String token = sql.substring(scanner.start(), scanner.end());
      masked.append(blanks(sql.substring(end, scanner.start())));
      if (end == 0) {
        // The lengths of types are numbers, and no values.
        keepsNumbers = token.equalsIgnoreCase("CREATE") || token.equalsIgnoreCase("ALTER");
      }
      boolean kept = keepsNumbers || isNumberOfParameter(sql, scanner.start());
      masked.append(isLiteral(scanner.kind(), kept) ? "?" : token);
      end = scanner.end();
    }
    return masked.toString().strip();
  }

  /** What stands between two tokens: white space as it is, a comment as one blank. */
  private static String blanks(String between) {
    return between.isBlank() ? between : " ";
  }

  private static boolean isLiteral(Kind kind, boolean keepsNumbers) {
    switch (kind) {
      case STRING:
        return true;
      case NUMBER:
        return !keepsNumbers;
      case END:
      case WORD:
      case QUOTED:
      case PARAMETER:
      case VARIABLE:
      case SYMBOL:
        return false;
    }
    throw new AssertionError(kind);
  }

  /** As in {@code $1} and {@code :1}. */
  private static boolean isNumberOfParameter(String sql, int start) {
    return start > 0 && (sql.charAt(start - 1) == '$' || sql.charAt(start - 1) == ':');
  }
}
