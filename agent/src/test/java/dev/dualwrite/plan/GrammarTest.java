package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
  private static final int VARIATIONS = 6;

  /** Of all the forms that a value has somewhere, and some that are none. */
  private static final List<String> VALUES =
      List.of(
          "0",
          "7",
          "-12",
          "+3",
          "12.50",
          ".5",
          "5.",
          "1..2",
          "1e9",
          "2.5E-3",
          "0x1F",
          "1_000",
          "12abc",
          "9223372036854775808",
          "99999999999999999999999",
          "'a'",
          "''",
          "'it''s'",
          "'now'",
          "'12'",
          "N'a'",
          "e'\\n'",
          "X'0a'",
          "\"a\"",
          "$$a$$",
          "DATE '2026-01-01'",
          "NULL",
          "TRUE",
          "DEFAULT",
          "?");

  private final Random random = new Random(20261123);

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '~',
      textBlock =
          """
          VALUES (7, -12, +345)                   ==> VALUES (1, -1, +1)
          VALUES (0.5, 12.50, .25, 5., 1..22)     ==> VALUES (1.1, 1.1, .1, 1., 1..1)
          VALUES (1e9, 2.5E-3, 0x1F)              ==> VALUES (1e9, 2.5E-3, 0x1F)
          VALUES (1_000, 12abc, 12 abc)           ==> VALUES (1_000, 12abc, 1 abc)
          VALUES (123456789012345678)             ==> VALUES (1)
          VALUES (1234567890123456789)            ==> VALUES (1234567890123456789)
          VALUES ('a', 'it''s', '', N'b')         ==> VALUES ('s', 's', 's', 's')
          VALUES (NULL, TRUE, ?, 7::int, a.b2)    ==> VALUES (NULL, TRUE, ?, 1::int, a.b2)
          """)
  void theValuesOfLiteralsAreNotShownAndTheirFormIs(String sql, String shown) {
    SqlTokens tokens = SqlTokens.of(sql, Dialects.forUrl("jdbc:postgresql:").lexing());
    GrammarText text = new GrammarText(tokens, Range.none(), WordSet.of());
    assertEquals(shown, text.of(Range.of(0, tokens.count())));
  }

  @Test
  void whatIsRememberedOfOtherLiteralsMakesNoOtherPlan() {
    Map<String, Planner> remembering = new HashMap<>();
    int confirmed = 0;
    for (Corpus.Entry entry : Corpus.read()) {
      String databases = entry.primary() + entry.secondary() + entry.mapped();
      Planner warm = remembering.computeIfAbsent(databases, unseen -> entry.planner());
      for (int i = 0; i < VARIATIONS; i++) {
        String sql = i == 0 ? entry.sql() : withOtherLiterals(entry);
        Plan fresh = entry.planner().plan(sql, Namespace.unknown());
        assertEquals(whole(fresh), whole(warm.plan(sql, Namespace.unknown())), sql);
        confirmed += fresh.strategy() == Strategy.STATEMENT ? 1 : 0;
      }
    }
    assertTrue(confirmed > 300, "statements that the grammar has confirmed: " + confirmed);
  }

  @Test
  void theGrammarTakesTheFormOfANumberAsItTakesTheNumber() {
    int accepted = 0;
    for (Corpus.Entry entry : Corpus.read()) {
      for (int i = 0; i < VARIATIONS; i++) {
        String sql = withOtherLiterals(entry);
        boolean asWritten = accepts(sql);
        assertEquals(asWritten, accepts(withFormsOfNumbers(entry, sql)), sql);
        accepted += asWritten ? 1 : 0;
      }
    }
    assertTrue(accepted > 300, "statements that the grammar knows: " + accepted);
  }

  private static String withFormsOfNumbers(Corpus.Entry entry, String sql) {
    SqlTokens tokens = SqlTokens.of(sql, Dialects.forUrl(entry.primary()).lexing());
    GrammarText shown = new GrammarText(tokens, Range.none(), WordSet.of());
    StringBuilder text = new StringBuilder(sql);
    for (int i = tokens.count() - 1; i >= 0; i--) {
      if (tokens.kind(i) == SqlScanner.Kind.NUMBER) {
        text.replace(tokens.start(i), tokens.end(i), shown.of(Range.of(i, i + 1)));
      }
    }
    return text.toString();
  }

  private static boolean accepts(String sql) {
    try {
      CCJSqlParser parser = new CCJSqlParser(sql).withAllowComplexParsing(true);
      parser.Statement();
      return parser.getNextToken().kind == CCJSqlParser.EOF;
    } catch (ParseException | TokenMgrException | IllegalArgumentException unknown) {
      return false;
    }
  }

  private static List<String> whole(Plan plan) {
    return List.of(
        plan.toString(),
        plan.reasons().toString(),
        plan.tableName().toString(),
        plan.change().toString(),
        plan.keysUnlessReturned().toString(),
        Corpus.describe(plan).toString(),
        plan.parts().toString());
  }

  private String withOtherLiterals(Corpus.Entry entry) {
    SqlTokens tokens = SqlTokens.of(entry.sql(), Dialects.forUrl(entry.primary()).lexing());
    StringBuilder text = new StringBuilder(entry.sql());
    for (int i = tokens.count() - 1; i >= 0; i--) {
      switch (tokens.kind(i)) {
        case NUMBER, STRING, PARAMETER ->
            text.replace(tokens.start(i), tokens.end(i), VALUES.get(random.nextInt(VALUES.size())));
        case END, WORD, QUOTED, VARIABLE, SYMBOL -> {}
      }
    }
    return text.toString();
  }
}
