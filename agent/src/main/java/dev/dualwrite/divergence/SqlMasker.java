package dev.dualwrite.divergence;

import dev.dualwrite.dialect.Lexing;

/**
 * Replaces the literals of an SQL text by {@code ?} and leaves comments out, so that no value is in
 * it. Where it is in doubt, it hides too much rather than too little.
 */
public final class SqlMasker {
  private final Lexing lexing;

  /** A masker for the texts of a database of these lexical rules. */
  public SqlMasker(Lexing lexing) {
    this.lexing = lexing;
  }

  /** The text without literals and comments. */
  public String mask(String sql) {
    return new SqlMasking(sql, lexing).run();
  }
}
