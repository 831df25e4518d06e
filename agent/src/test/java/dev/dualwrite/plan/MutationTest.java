package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.Namespace;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What must hold of texts that nobody thought of, made of those in the corpus. */
class MutationTest {
  private static final List<String> BLANKS =
      List.of(" ", "\n", "\t\r\n", " /* ? ' SELECT */ ", " -- it's ?\n", "\f", "/**/ ");

  private static final List<String> SNIPPETS =
      List.of(
          "'",
          "\"",
          "`",
          "(",
          ")",
          "?",
          ";",
          "--",
          "/*",
          "*/",
          "$$",
          "[",
          "]",
          "{",
          "}",
          ",",
          "=",
          "CASE",
          "END",
          "SELECT",
          "VALUES",
          "WHERE",
          "SET",
          "\\",
          "@",
          ".",
          "1e",
          "?9999999999",
          "q'",
          "ON CONFLICT",
          "KEY",
          "\uD83D",
          "\0");

  private final Random random = new Random(20261122);

  @Test
  void nothingMakesThePlannerThrow() {
    for (Corpus.Entry entry : Corpus.read()) {
      StatementPlanner planner = planner(entry);
      for (int i = 0; i < 30; i++) {
        String sql = mutated(entry.sql());
        assertNotNull(planner.plan(sql, Namespace.unknown()), sql);
      }
    }
  }

  @Test
  void truncatedTextsAreTolerated() {
    for (Corpus.Entry entry : Corpus.read()) {
      StatementPlanner planner = planner(entry);
      for (int length = 0; length < entry.sql().length(); length++) {
        assertNotNull(planner.plan(entry.sql().substring(0, length), Namespace.unknown()));
      }
    }
  }

  @Test
  void blanksAndCommentsBetweenTokensChangeNoPlan() {
    for (Corpus.Entry entry : Corpus.read()) {
      List<String> expected = strategies(entry.planner().plan(entry.sql(), Namespace.unknown()));
      for (int i = 0; i < 5; i++) {
        String spaced = spaced(entry);
        Plan plan = entry.planner().plan(spaced, Namespace.unknown());
        assertEquals(expected, strategies(plan), spaced);
      }
    }
  }

  @Test
  void theCaseOfWordsTurnsNoWriteIntoARead() {
    for (Corpus.Entry entry : Corpus.read()) {
      Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
      for (String sql :
          List.of(
              withWords(entry, word -> word.toUpperCase(Locale.ROOT)),
              withWords(entry, word -> word.toLowerCase(Locale.ROOT)))) {
        Plan other = entry.planner().plan(sql, Namespace.unknown());
        assertEquals(plan.strategy() == Strategy.NONE, other.strategy() == Strategy.NONE, sql);
      }
    }
  }

  @Test
  void aWriteBehindAReadIsNeverPartOfTheRead() {
    for (Corpus.Entry entry : Corpus.read()) {
      Plan plan = entry.planner().plan(entry.sql(), Namespace.unknown());
      Plan behind = entry.planner().plan("SELECT 1;" + entry.sql(), Namespace.unknown());
      if (plan.strategy() != Strategy.NONE) {
        assertNotEquals(StatementKind.READ, behind.kind(), entry.sql());
        assertNotEquals(Strategy.NONE, behind.strategy(), entry.sql());
      }
    }
  }

  @Test
  void aRecognisedReadIsAReadForTheFullPlannerToo() {
    for (Corpus.Entry entry : Corpus.read()) {
      Dialect dialect = Dialects.forUrl(entry.primary());
      Functions functions =
          new Functions(dialect, new FixedSchema(dialect), PlannerOptions.defaults());
      ReadRecogniser reads = new ReadRecogniser(dialect.lexing(), functions.harmlessToRead());
      for (int i = 0; i < 30; i++) {
        String sql = mutated(entry.sql());
        if (reads.isPlainRead(sql) && !SqlTokens.of(sql, dialect.lexing()).malformed()) {
          Plan plan = planner(entry).plan(sql, Namespace.unknown());
          assertFalse(plan.strategy() != Strategy.NONE, sql);
        }
      }
    }
  }

  private static StatementPlanner planner(Corpus.Entry entry) {
    Dialect dialect = Dialects.forUrl(entry.primary());
    return new StatementPlanner(
        new PlannerContext(
            dialect,
            Dialects.forUrl(entry.secondary()),
            new FixedSchema(dialect),
            PlannerOptions.defaults()));
  }

  private static List<String> strategies(Plan plan) {
    return List.of(plan.kind().toString(), plan.strategy().toString(), plan.hazards().toString());
  }

  private String mutated(String sql) {
    StringBuilder text = new StringBuilder(sql);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && text.length() > 0; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
        case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(12)));
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
    }
    return text.toString();
  }

  private String spaced(Corpus.Entry entry) {
    SqlTokens tokens = tokens(entry);
    StringBuilder text = new StringBuilder(BLANKS.get(random.nextInt(BLANKS.size())));
    for (int i = 0; i < tokens.count(); i++) {
      boolean apart = i > 0 && tokens.start(i) > tokens.end(i - 1);
      if (apart && tokens.executableComments()) {
        text.append(tokens.sql().substring(tokens.end(i - 1), tokens.start(i)));
      } else if (apart) {
        text.append(BLANKS.get(random.nextInt(BLANKS.size())));
      } else if (i == 0 && tokens.executableComments()) {
        text.append(tokens.sql(), 0, tokens.start(0));
      }
      text.append(tokens.text(i));
    }
    return tokens.malformed() ? entry.sql() : text.append(' ').toString();
  }

  private static String withWords(Corpus.Entry entry, UnaryOperator<String> spelling) {
    SqlTokens tokens = tokens(entry);
    StringBuilder text = new StringBuilder(entry.sql());
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i) == SqlScanner.Kind.WORD) {
        text.replace(tokens.start(i), tokens.end(i), spelling.apply(tokens.text(i)));
      }
    }
    return text.toString();
  }

  private static SqlTokens tokens(Corpus.Entry entry) {
    return SqlTokens.of(entry.sql(), Dialects.forUrl(entry.primary()).lexing());
  }
}
