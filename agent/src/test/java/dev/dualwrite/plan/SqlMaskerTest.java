package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.dialect.Dialects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlMaskerTest {
  private static final SqlMasker STANDARD =
      new SqlMasker(Dialects.forUrl("jdbc:postgresql:a").lexing());
  private static final SqlMasker MYSQL = new SqlMasker(Dialects.forUrl("jdbc:mysql:a").lexing());

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '~',
      textBlock =
          """
          INSERT INTO t VALUES ('a', 'it''s', 'C:\\', 'b')  ==> INSERT INTO t VALUES (?, ?, ?, ?)
          UPDATE t SET a = 'x' || 'y' WHERE "Odd'Name" = ?  ==> UPDATE t SET a = ? || ? WHERE "Odd'Name" = ?
          SELECT N'a', E'it\\'s', X'00ff', U&'d\\0061'      ==> SELECT ?, ?, ?, U&?
          SELECT 1, -2.5e-3, .5, 0xCAFE, 1e+9, t1.c2        ==> SELECT ?, -?, ?, ?, ?, t1.c2
          SELECT $$it's$$, $tag$a $$ b$tag$, $1, a$b$c      ==> SELECT ?, ?, $1, a$b$c
          SELECT a -- it's a comment                        ==> SELECT a
          SELECT /* it's */ a /* x /* y */ 'z' */, b        ==> SELECT a , b
          SELECT q'[it's]', q'!a'b!', q'(c)', 'd'           ==> SELECT ?, ?, ?, ?
          SELECT a FROM t WHERE b IN('x','y') LIMIT 10      ==> SELECT a FROM t WHERE b IN(?,?) LIMIT ?
          SELECT '5'::int, ARRAY['a','b'], a #> 'c'         ==> SELECT ?::int, ARRAY[?,?], a #> ?
          SELECT 'never closed, x = 5                       ==> SELECT ?
          SELECT "never closed, x = 5                       ==> SELECT "never closed, x = 5
          CREATE TABLE t (a VARCHAR(20) DEFAULT 'x')        ==> CREATE TABLE t (a VARCHAR(20) DEFAULT ?)
          """)
  void literalsAndCommentsAreHiddenAndNothingElse(String sql, String masked) {
    assertEquals(masked, STANDARD.mask(sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '~',
      textBlock =
          """
          UPDATE `it's` SET a = 'it\\'s', b = "say \\"x\\"" ==> UPDATE `it's` SET a = ?, b = ?
          SELECT _utf8mb4'a', "it's", 'say "x"'             ==> SELECT _utf8mb4?, ?, ?
          SELECT a /*!50001 , 'b' */ FROM c                 ==> SELECT a , ? FROM c
          SELECT a # it's a comment                         ==> SELECT a
          """)
  void whatTheDatabaseAddsToTheStandardIsHeeded(String sql, String masked) {
    assertEquals(masked, MYSQL.mask(sql));
  }

  @Test
  void aCommentEndsWithItsLine() {
    assertEquals(
        "SELECT a FROM t WHERE b = ?", STANDARD.mask("SELECT a -- it's\nFROM t WHERE b = 'c'"));
  }

  @Test
  void aTextWithoutLiteralsStaysAsItIs() {
    String sql = "INSERT INTO \"Shop\".orders (id, name)\n VALUES (?, ?)";

    assertEquals(sql, STANDARD.mask(sql));
  }
}
