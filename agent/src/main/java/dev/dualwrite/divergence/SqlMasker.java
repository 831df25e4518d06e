package dev.dualwrite.divergence;

import java.util.EnumSet;
import java.util.Set;

/**
 * Replaces the literals of an SQL text by {@code ?} and leaves comments out, so that no value is in
 * it. Where databases differ in what a text means, it rather hides too much.
 */
public final class SqlMasker {

  /** What the lexical rules of a database add to those of the standard. */
  public enum Syntax {
    /** A backslash in a string escapes the next character. */
    BACKSLASH_ESCAPES,
    /** Double quotes enclose strings, not identifiers. */
    DOUBLE_QUOTED_STRINGS,
    /** A number sign begins a comment. */
    HASH_COMMENTS
  }

  private final Set<Syntax> syntax;

  /** A masker for the standard's rules and these. */
  public SqlMasker(Set<Syntax> syntax) {
    this.syntax = syntax.isEmpty() ? EnumSet.noneOf(Syntax.class) : EnumSet.copyOf(syntax);
  }

  /** The text without literals and comments. */
  public String mask(String sql) {
    return new SqlMasking(sql, syntax).run();
  }
}
