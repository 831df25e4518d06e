package dev.dualwrite.plan;

import java.util.ArrayList;
import java.util.List;

/** Splits a text at the semicolons between statements, but not at those within a block of code. */
final class StatementSplitter {
  private static final WordSet WITH_CODE =
      WordSet.of("procedure", "function", "trigger", "package", "event", "type");

  private StatementSplitter() {}

  /** Returns the statements that aren't empty. */
  static List<Range> split(SqlTokens tokens) {
    List<Range> statements = new ArrayList<>();
    int from = 0;
    while (from < tokens.count()) {
      int to =
          startsBlock(tokens, from)
              ? tokens.count()
              : tokens.nextSymbol(from, tokens.count(), ';', 0);
      if (to > from) {
        statements.add(Range.of(from, to));
      }
      from = to + 1;
    }
    return statements;
  }

  private static boolean startsBlock(SqlTokens tokens, int from) {
    if (tokens.is(from, "DECLARE")) {
      return true;
    }
    if (tokens.is(from, "CREATE") || tokens.is(from, "ALTER")) {
      for (int i = from + 1; i < from + 8; i++) {
        if (tokens.isAny(i, WITH_CODE)) {
          return true;
        }
      }
      return false;
    }
    return tokens.is(from, "BEGIN") && !TransactionCommands.begins(tokens, from);
  }
}
