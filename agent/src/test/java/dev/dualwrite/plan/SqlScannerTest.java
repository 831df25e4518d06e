package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.dialect.Lexing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScannerTest {
  private static final Lexing POSTGRES = Dialects.forUrl("jdbc:postgresql:").lexing();
  private static final Lexing MYSQL = Dialects.forUrl("jdbc:mysql:").lexing();
  private static final Lexing H2 = Dialects.forUrl("jdbc:h2:mem:x").lexing();
  private static final Lexing SQL_SERVER = Dialects.forUrl("jdbc:sqlserver:").lexing();
  private static final Lexing ORACLE = Dialects.forUrl("jdbc:oracle:").lexing();

  @Test
  void wordsNumbersParametersAndSymbolsAreToldApart() {
    assertEquals(
        List.of(
            "WORD a1_$",
            "SYMBOL .",
            "WORD b",
            "SYMBOL =",
            "NUMBER 1.5e-3",
            "SYMBOL +",
            "PARAMETER ?",
            "SYMBOL -",
            "NUMBER .5",
            "SYMBOL *",
            "NUMBER 0xFF"),
        tokens("a1_$.b = 1.5e-3+?-.5 * 0xFF", POSTGRES));
  }

  @Test
  void quotesAreDoubledOrEscapedAsTheVendorDoes() {
    assertEquals(List.of("STRING 'it''s'", "WORD x"), tokens("'it''s' x", POSTGRES));
    assertEquals(List.of("STRING 'a\\'", "WORD x"), tokens("'a\\' x", POSTGRES));
    assertEquals(List.of("STRING 'a\\' x'"), tokens("'a\\' x'", MYSQL));
    assertEquals(List.of("STRING E'a\\' x'"), tokens("E'a\\' x'", POSTGRES));
    assertEquals(List.of("QUOTED \"a\"\"b\""), tokens("\"a\"\"b\"", POSTGRES));
    assertEquals(List.of("STRING \"a\\\"b\""), tokens("\"a\\\"b\"", MYSQL));
    assertEquals(List.of("QUOTED `a``b`"), tokens("`a``b`", MYSQL));
    assertEquals(List.of("QUOTED [a]]b]"), tokens("[a]]b]", SQL_SERVER));
    assertEquals(List.of("STRING q'[it's]'", "WORD x"), tokens("q'[it's]' x", ORACLE));
  }

  @Test
  void dollarsQuoteWhereTheVendorHasThem() {
    assertEquals(List.of("STRING $$it's$$"), tokens("$$it's$$", POSTGRES));
    assertEquals(List.of("STRING $a$ $$ $a$"), tokens("$a$ $$ $a$", POSTGRES));
    assertEquals(List.of("STRING $$it's$$"), tokens("$$it's$$", H2));
    assertEquals(List.of("WORD a$$b"), tokens("a$$b", POSTGRES));
  }

  @Test
  void commentsAreLeftOutAsTheVendorReadsThem() {
    assertEquals(List.of("WORD a", "WORD b"), tokens("a -- x'\nb /* ' */", POSTGRES));
    assertEquals(List.of("WORD b"), tokens("/* /* */ a */ b", POSTGRES));
    assertEquals(
        List.of("WORD a", "SYMBOL *", "SYMBOL /", "WORD b"), tokens("/* /* */ a */ b", ORACLE));
    assertEquals(List.of("NUMBER 5", "SYMBOL -", "SYMBOL -", "NUMBER 1"), tokens("5--1", MYSQL));
    assertEquals(List.of("NUMBER 5"), tokens("5-- 1", MYSQL));
    assertEquals(List.of("NUMBER 5"), tokens("5 # it's", MYSQL));
    assertEquals(List.of("NUMBER 5", "SYMBOL #", "NUMBER 3"), tokens("5 # 3", POSTGRES));
  }

  @Test
  void commentsThatMySqlExecutesAreRead() {
    assertEquals(List.of("WORD a", "WORD b", "WORD c"), tokens("a /*!50000 b */ c", MYSQL));
    assertEquals(List.of("WORD a", "WORD b"), tokens("a /*M!100100 b */", MYSQL));
    assertEquals(List.of("WORD a", "WORD c"), tokens("a /*!50000 b */ c", POSTGRES));
    assertTrue(SqlTokens.of("a /*! b */", MYSQL).executableComments());
    assertFalse(SqlTokens.of("a /*+ b */", MYSQL).executableComments());
  }

  @Test
  void questionMarksInTextsAreNoParameters() {
    SqlTokens tokens =
        SqlTokens.of("a = ? AND b = '?' AND \"?\" ?? 'x' -- ?\n AND $$?$$ = ? /* ? */", POSTGRES);
    assertEquals(2, tokens.parameterCount());
    assertEquals(5, SqlTokens.of("?2 = ?5", H2).parameterCount());
  }

  @Test
  void whatNeverEndsIsMalformed() {
    for (String sql : List.of("'a", "\"a", "$$a", "/* a", "(a", "a)", "CASE a", "[a)")) {
      assertTrue(SqlTokens.of(sql, POSTGRES).malformed(), sql);
    }
    for (String sql : List.of("'a'", "(a)", "CASE a END", "END", "BEGIN a END", "-- a")) {
      assertFalse(SqlTokens.of(sql, POSTGRES).malformed(), sql);
    }
  }

  @Test
  void depthCountsBracketsAndCases() {
    SqlTokens tokens = SqlTokens.of("a ( b CASE c END ) d", POSTGRES);
    List<Integer> depths = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      depths.add(tokens.depth(i));
    }
    assertEquals(List.of(0, 0, 1, 1, 2, 1, 0, 0), depths);
    assertEquals(6, tokens.partner(1));
  }

  private static List<String> tokens(String sql, Lexing lexing) {
    List<String> tokens = new ArrayList<>();
    SqlScanner scanner = new SqlScanner(sql, lexing);
    while (scanner.next() != SqlScanner.Kind.END) {
      tokens.add(scanner.kind() + " " + sql.substring(scanner.start(), scanner.end()));
    }
    return tokens;
  }
}
