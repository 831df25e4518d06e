package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts together a query for keys out of own text and pieces of the statement. */
final class KeyQuery {
  private final SqlTokens tokens;
  private final StringBuilder sql = new StringBuilder();
  private final List<Integer> parameters = new ArrayList<>();

  KeyQuery(SqlTokens tokens) {
    this.tokens = tokens;
  }

  KeyQuery text(String text) {
    sql.append(text);
    return this;
  }

  /** Adds a piece of the statement as it stands there, with its parameters. */
  KeyQuery piece(Range range) {
    int copied = range.isEmpty() ? 0 : tokens.start(range.from());
    for (int i = range.from(); i < range.to(); i++) {
      if (tokens.kind(i) == Kind.PARAMETER) {
        sql.append(tokens.sql(), copied, tokens.start(i)).append('?');
        parameters.add(tokens.parameter(i));
        copied = tokens.end(i);
      }
    }
    if (!range.isEmpty()) {
      sql.append(tokens.sql(), copied, tokens.end(range.to() - 1));
    }
    return this;
  }

  KeySource source() {
    return KeySource.selected(sql.toString(), "", parameters);
  }

  /** Returns the query ended by a clause that locks the rows. */
  KeySource locking(String lockClause) {
    return KeySource.selected(sql.toString(), lockClause, parameters);
  }
}
