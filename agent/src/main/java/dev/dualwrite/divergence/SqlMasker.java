package dev.dualwrite.divergence;

import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.dialect.Lexing;

/**
 * Replaces the literals of an SQL text by {@code ?} and leaves comments out, so that no value is in
 * it. Where it is in doubt, it hides too much rather than too little.
 */
public final class SqlMasker {
  private final Lexing lexing;

  /** A masker for the texts of a database of these lexical rules. */
  SqlMasker(Lexing lexing) {
    this.lexing = lexing;
  }

  /** A masker for the texts of the application, which are written for the old database. */
  public static SqlMasker of(Settings settings) {
    return new SqlMasker(Dialects.forUrl(settings.oldDatabase().url()).lexing());
  }

  /** The text without literals and comments. */
  public String mask(String sql) {
    return new SqlMasking(sql, lexing).run();
  }
}
