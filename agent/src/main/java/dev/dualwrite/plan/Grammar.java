package dev.dualwrite.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
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
 * when both agree on what it does to which table; safe for use by several threads.
 *
 * <p>A parse takes 25 to 100 µs and leaves 110 KB of garbage. So its verdicts are remembered by
 * what it was shown, in which all literals of a form look alike: a text that never comes again has
 * a shape that does.
 */
final class Grammar {
  /** The grammar takes very long for what is nested deeply; so much isn't worth its opinion. */
  private static final int MAXIMUM_DEPTH = 12;

  private static final int MAXIMUM_TOKENS = 5000;

  /** How much is remembered; at the bound those go that are asked for least often. */
  private static final long MAXIMUM_CHARACTERS = 500_000;

  /** What a question takes beside its characters, as characters. */
  private static final int CHARACTERS_PER_QUESTION = 150;

  private final Cache<Question, Boolean> verdicts =
      Caffeine.newBuilder()
          .maximumWeight(MAXIMUM_CHARACTERS)
          .weigher(
              (Question question, Boolean verdict) ->
                  CHARACTERS_PER_QUESTION + question.sql.length())
          .executor(Runnable::run)
          .build();

  /**
   * Tells whether the text is one complete statement of this kind on this one table.
   *
   * @param whole the tokens of the statement
   * @param table the tokens of the table's name
   * @param leftOut tokens that the grammar needn't see, such as all rows of an INSERT but the first
   * @param names words that are the names of the table and its columns
   */
  boolean confirms(
      SqlTokens tokens,
      StatementKind kind,
      Range whole,
      Range table,
      Range leftOut,
      WordSet names) {
    Range head = leftOut.isEmpty() ? whole : Range.of(whole.from(), leftOut.from());
    Range tail = leftOut.isEmpty() ? Range.none() : Range.of(leftOut.to(), whole.to());
    if (head.length() + tail.length() > MAXIMUM_TOKENS || tokens.maximumDepth() > MAXIMUM_DEPTH) {
      return false;
    }
    GrammarText plain = new GrammarText(tokens, table, WordSet.of());
    return confirms(plain, kind, head, tail)
        || confirms(new GrammarText(tokens, table, names), kind, head, tail);
  }

  private boolean confirms(GrammarText text, StatementKind kind, Range head, Range tail) {
    Question question = new Question(kind, text.tableName(), text.of(head) + text.of(tail));
    Boolean known = verdicts.getIfPresent(question);
    if (known != null) {
      return known;
    }
    // Not within the cache's own computation: it would hold a lock while it parses.
    boolean verdict = answer(question);
    verdicts.put(question, verdict);
    return verdict;
  }

  private static boolean answer(Question question) {
    Table parsed = parse(question.sql).map(known -> target(known, question.kind)).orElse(null);
    return parsed != null && parsed.getFullyQualifiedName().equals(question.table);
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
      boolean alone =
          delete.getJoins() == null
              && isEmpty(delete.getUsingFromItemList())
              && isEmpty(delete.getTables());
      return alone ? delete.getTable() : null;
    }
    boolean inserts = kind == StatementKind.INSERT || kind == StatementKind.UPSERT;
    if (statement instanceof Insert && inserts) {
      return ((Insert) statement).getTable();
    }
    return statement instanceof Upsert && inserts ? ((Upsert) statement).getTable() : null;
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }

  /** All that a verdict depends on. */
  private static final class Question {
    private final StatementKind kind;
    private final String table;
    private final String sql;

    Question(StatementKind kind, String table, String sql) {
      this.kind = kind;
      this.table = table;
      this.sql = sql;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Question
          && kind == ((Question) other).kind
          && table.equals(((Question) other).table)
          && sql.equals(((Question) other).sql);
    }

    @Override
    public int hashCode() {
      return Objects.hash(kind, table, sql);
    }
  }
}
