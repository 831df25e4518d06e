package dev.dualwrite.config;

/** Which tables take part in mirroring. */
public final class TableFilter {
  private final Globs include;
  private final Globs exclude;

  TableFilter(Globs include, Globs exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /** Whether a table takes part; its name may be bare or qualified, and is without quotes. */
  public boolean includes(String tableName) {
    return include.matchesQualified(tableName) && !exclude.matchesQualified(tableName);
  }
}
