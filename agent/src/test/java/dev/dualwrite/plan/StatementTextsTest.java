package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.dialect.Lexing;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTextsTest {
  private static final Lexing LEXING = Dialects.forUrl("jdbc:postgresql:a").lexing();

  @Test
  void statementsEndAtSemicolonsOutsideOfStringsAndComments() {
    assertEquals(
        List.of("INSERT INTO t VALUES (';')", "DELETE FROM t"),
        split("INSERT INTO t VALUES (';'); -- one; two\n DELETE FROM t;\n;"));
  }

  @Test
  void aBlockOfCodeIsOneStatement() {
    String function =
        "CREATE FUNCTION f() RETURNS int AS $$ BEGIN; RETURN 1; END $$ LANGUAGE plpgsql";

    assertEquals(List.of(function), split(function));
  }

  @Test
  void aTextWhoseQuotesDontEndIsTakenWhole() {
    assertEquals(List.of("SELECT 'a; SELECT b"), split("SELECT 'a; SELECT b"));
  }

  private static List<String> split(String script) {
    return StatementTexts.split(script, LEXING);
  }
}
