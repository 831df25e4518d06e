package dev.dualwrite.plan;

/** The one table that an UPDATE or DELETE names, and what the statement calls it. */
final class TableReference {
  private final Range name;
  private final int alias;

  private TableReference(Range name, int alias) {
    this.name = name;
    this.alias = alias;
  }

  /** Returns the table that the tokens name; null where they name several, or anything else. */
  static TableReference read(SqlTokens tokens, Names names, Range range) {
    int from =
        tokens.is(range.from(), "ONLY") && range.length() > 1 ? range.from() + 1 : range.from();
    if (from >= range.to() || !tokens.isName(from)) {
      return null;
    }
    int end = names.endOfName(from);
    Range name = Range.of(from, end);
    int rest = skipPartition(tokens, end);
    if (rest == range.to()) {
      return new TableReference(name, -1);
    }
    if (tokens.is(rest, "AS")) {
      rest++;
    }
    return rest == range.to() - 1 && tokens.isName(rest) ? new TableReference(name, rest) : null;
  }

  private static int skipPartition(SqlTokens tokens, int token) {
    return tokens.is(token, "PARTITION") && tokens.isSymbol(token + 1, '(')
        ? tokens.partner(token + 1) + 1
        : token;
  }

  Range name() {
    return name;
  }

  boolean hasAlias() {
    return alias >= 0;
  }

  /** Returns the name by which conditions may call the table's columns. */
  String alias(Names names) {
    return names.name(alias < 0 ? name.to() - 1 : alias);
  }
}
