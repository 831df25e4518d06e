package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.plan.SqlScanner.Kind;
import dev.dualwrite.schema.TableName;

/** Reads identifiers as the primary understands them: quoted as they are, others folded. */
final class Names {
  private final SqlTokens tokens;
  private final Dialect dialect;

  Names(SqlTokens tokens, Dialect dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  /** Returns the identifier that a token is. */
  String name(int token) {
    String text = tokens.text(token);
    if (tokens.kind(token) != Kind.QUOTED) {
      return dialect.fold(text);
    }
    char close = text.charAt(text.length() - 1);
    String doubled = String.valueOf(close) + close;
    return text.substring(1, text.length() - 1).replace(doubled, String.valueOf(close));
  }

  /** Returns the index behind a name of up to three parts with dots, which starts at the token. */
  int endOfName(int token) {
    int i = token + 1;
    while (tokens.isSymbol(i, '.') && tokens.isName(i + 1)) {
      i += 2;
    }
    return i;
  }

  /** Returns the table's name in a range that holds nothing else; one part alone is the name. */
  TableName tableName(Range range) {
    int last = range.to() - 1;
    String schema = range.length() > 2 ? name(last - 2) : null;
    String catalog = range.length() > 4 ? name(last - 4) : null;
    return dialect.qualifiesByCatalog()
        ? TableName.of(schema, null, name(last))
        : TableName.of(catalog, schema, name(last));
  }
}
