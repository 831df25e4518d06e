package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableFilterTest {

  @Test
  void aBarePatternMatchesTheTableInWhateverSchema() {
    TableFilter filter = filter("order*", "");

    assertTrue(filter.includes("orders"));
    assertTrue(filter.includes("public.ORDERS"));
    assertTrue(filter.includes("shop.public.order_lines"));
    assertFalse(filter.includes("customers"));
  }

  @Test
  void aPatternDoesNotMatchTheSchemasName() {
    assertFalse(filter("audit*", "").includes("auditing.orders"));
  }

  @Test
  void aQualifiedPatternMatchesThatSchemaAlone() {
    TableFilter filter = filter("sales.*", "");

    assertTrue(filter.includes("sales.orders"));
    assertTrue(filter.includes("shop.sales.orders"));
    assertFalse(filter.includes("public.orders"));
    assertFalse(filter.includes("sales"));
  }

  @Test
  void excludedTablesAreOutThoughIncluded() {
    TableFilter filter = filter("*", "tmp_?, log.*");

    assertTrue(filter.includes("orders"));
    assertFalse(filter.includes("tmp_1"));
    assertTrue(filter.includes("tmp_12"));
    assertFalse(filter.includes("log.entries"));
  }

  @Test
  void allOtherCharactersStandForThemselves() {
    assertTrue(filter("a$b[1]", "").includes("A$B[1]"));
    assertFalse(filter("a$b[1]", "").includes("a$b1"));
  }

  private static TableFilter filter(String include, String exclude) {
    return new TableFilter(Globs.parse(include), Globs.parse(exclude));
  }
}
