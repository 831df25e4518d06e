package dev.dualwrite.plan;

import dev.dualwrite.dialect.Lexing;
import java.util.List;
import java.util.stream.Collectors;

/** Splits a script into its statements. */
public final class StatementTexts {
  private StatementTexts() {}

  /**
   * Returns the statements without the semicolons between them; the whole text as one if its quotes
   * or comments don't end.
   */
  public static List<String> split(String script, Lexing lexing) {
    SqlTokens tokens = SqlTokens.of(script, lexing);
    if (tokens.malformed()) {
      return List.of(script);
    }
    return StatementSplitter.split(tokens).stream()
        .map(statement -> tokens.slice(statement.from(), statement.to()))
        .collect(Collectors.toUnmodifiableList());
  }
}
