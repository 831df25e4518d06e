package dev.dualwrite.plan;

import dev.dualwrite.plan.SqlScanner.Kind;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;

/**
 * Asks a full SQL grammar (JSqlParser) for a second opinion: a statement is only mirrored as it is
 * when both agree on what it does to which table. A parse takes about 100 µs.
 */
final class Grammar {

  private Grammar() {}

  /**
   * Tells whether the text is one complete statement of this kind on this one table.
   *
   * @param whole the tokens of the statement
   * @param table the tokens of the table's name
   * @param leftOut tokens that the grammar needn't see, such as all rows of an INSERT but the first
   */
  static boolean confirms(
      SqlTokens tokens, StatementKind kind, Range whole, Range table, Range leftOut) {
    int resumed = leftOut.isEmpty() ? whole.to() : leftOut.to();
    String text =
        plainText(tokens, whole.from(), leftOut.isEmpty() ? whole.to() : leftOut.from())
            + plainText(tokens, resumed, whole.to());
    Optional<Statement> statement = parse(text);
    Table parsed = statement.map(known -> target(known, kind)).orElse(null);
    return parsed != null
        && parsed
            .getFullyQualifiedName()
            .equals(plainText(tokens, table.from(), table.to()).trim());
  }

  private static Optional<Statement> parse(String sql) {
    Optional<Statement> quick = parse(sql, false);
    return quick.isPresent() ? quick : parse(sql, true);
  }

  private static Optional<Statement> parse(String sql, boolean complex) {
    try {
      CCJSqlParser parser = new CCJSqlParser(sql).withAllowComplexParsing(complex);
      Statement statement = parser.Statement();
      return parser.getNextToken().kind == CCJSqlParser.EOF
          ? Optional.of(statement)
          : Optional.empty();
    } catch (ParseException | TokenMgrException notUnderstood) {
      return Optional.empty();
    }
  }

  /** Returns the statement's table; null where it isn't of the kind or has further tables. */
  private static Table target(Statement statement, StatementKind kind) {
    if (statement instanceof Update && kind == StatementKind.UPDATE) {
      Update update = (Update) statement;
      boolean alone =
          update.getFromItem() == null
              && update.getJoins() == null
              && update.getStartJoins() == null;
      return alone ? update.getTable() : null;
    }
    if (statement instanceof Delete && kind == StatementKind.DELETE) {
      Delete delete = (Delete) statement;
      boolean alone = delete.getJoins() == null && delete.getUsingFromItemList() == null;
      return alone ? delete.getTable() : null;
    }
    boolean inserts = kind == StatementKind.INSERT || kind == StatementKind.UPSERT;
    if (statement instanceof Insert && inserts) {
      return ((Insert) statement).getTable();
    }
    return statement instanceof Upsert && inserts ? ((Upsert) statement).getTable() : null;
  }

  /** Returns the tokens without what the grammar stumbles over, and without long literals. */
  private static String plainText(SqlTokens tokens, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (i > from && tokens.start(i) > tokens.end(i - 1)) {
        text.append(' ');
      }
      text.append(plainText(tokens, i));
    }
    return text.toString();
  }

  private static String plainText(SqlTokens tokens, int token) {
    String text = tokens.text(token);
    if (tokens.kind(token) == Kind.STRING) {
      return "'s'";
    }
    if (tokens.kind(token) == Kind.QUOTED && text.startsWith("[")) {
      return '"' + text.substring(1, text.length() - 1) + '"';
    }
    if (tokens.kind(token) == Kind.PARAMETER || text.equals("?" + "?")) {
      return tokens.kind(token) == Kind.PARAMETER ? "?" : "@>";
    }
    return isLeftOut(tokens, token) ? " " : text;
  }

  /** The brackets and words of JDBC's escapes, and PostgreSQL's ONLY. */
  private static boolean isLeftOut(SqlTokens tokens, int token) {
    if (tokens.isSymbol(token, '{') || tokens.isSymbol(token, '}')) {
      return true;
    }
    if (tokens.isSymbol(token - 1, '{')) {
      return !tokens.is(token, "ESCAPE");
    }
    return tokens.is(token, "ONLY")
        && (tokens.is(token - 1, "UPDATE") || tokens.are(token - 2, "DELETE", "FROM"))
        && tokens.isName(token + 1);
  }
}
