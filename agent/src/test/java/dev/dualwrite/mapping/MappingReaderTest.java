package dev.dualwrite.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.phase.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
  private static final Optional<String> ANYWHERE = Optional.empty();

  @Test
  void allThatIsSaidOfATableIsFoundByItsNameInWhateverCase() {
    Mapping mapping =
        mapping(
            Map.of(
                "dualwrite.map.table.Orders", "crm.purchase",
                "dualwrite.map.column.orders.cust_id", "client",
                "dualwrite.map.ignore.old.orders", "legacy, older",
                "dualwrite.map.ignore.new.orders", "loaded_at",
                "dualwrite.map.constant.orders.region", " EU ",
                "dualwrite.map.convert.orders.paid", "yes-no"));

    TableMapping orders = mapping.table(Optional.of("public"), "ORDERS").orElseThrow();
    assertEquals("crm.purchase", orders.counterpart().orElseThrow().toString());
    assertEquals("client", orders.nameOf("CUST_ID"));
    assertEquals("id", orders.nameOf("id"));
    assertTrue(orders.leftOut().contains("Legacy"));
    assertEquals(Set.of("loaded_at"), orders.added());
    assertEquals(Map.of("region", "EU"), orders.constants());
    assertEquals(Optional.of(Conversion.YES_NO), orders.conversion("paid"));
    assertEquals(Optional.empty(), mapping.table(ANYWHERE, "order"));
  }

  @Test
  void aTableMayBeNamedWithItsSchema() {
    Mapping mapping = mapping(Map.of("dualwrite.map.column.sales.orders.a", "b"));

    assertTrue(mapping.table(Optional.of("SALES"), "orders").isPresent());
    assertTrue(mapping.table(ANYWHERE, "orders").isPresent());
    assertFalse(mapping.table(Optional.of("other"), "orders").isPresent());
  }

  @Test
  void sqlIsTouchedByNamesOfBothSidesAndBySchemas() {
    Mapping mapping =
        mapping(Map.of("dualwrite.map.table.orders", "purchase", "dualwrite.map.schema.a", "b"));

    assertTrue(mapping.touches(Optional.of("public"), "orders"));
    assertTrue(mapping.touches(Optional.of("public"), "purchase"), "another table's counterpart");
    assertTrue(mapping.touches(Optional.of("A"), "anything"));
    assertTrue(mapping.touches(ANYWHERE, "anything"), "perhaps of schema a");
    assertFalse(mapping.touches(Optional.of("public"), "anything"));
    assertFalse(Mapping.none().touches(ANYWHERE, "anything"));
  }

  @Test
  void columnsOfOneSideAndSchemasAloneMayBeRouted() {
    assertEquals(
        List.of(),
        mapping(
                Map.of(
                    "dualwrite.map.schema.a", "b",
                    "dualwrite.map.ignore.old.t", "x",
                    "dualwrite.map.ignore.new.t", "y"))
            .unroutable());
    for (String key : List.of("table.t", "column.t.a", "constant.t.a")) {
      assertEquals(List.of("t"), mapping(Map.of("dualwrite.map." + key, "b")).unroutable(), key);
    }
    assertEquals(
        List.of("t"), mapping(Map.of("dualwrite.map.convert.t.a", "lower-case")).unroutable());
  }

  @Test
  void fromNewItIsTheOtherWayRound() {
    Mapping fromNew =
        mapping(
                Map.of(
                    "dualwrite.map.schema.a", "b",
                    "dualwrite.map.ignore.old.t", "x",
                    "dualwrite.map.ignore.new.t", "y"))
            .from(Side.NEW);

    assertEquals(Optional.of("a"), fromNew.schema("b"));
    assertEquals(Set.of("y"), fromNew.table(ANYWHERE, "t").orElseThrow().leftOut());
    assertEquals(Set.of("x"), fromNew.table(ANYWHERE, "t").orElseThrow().added());
  }

  @Test
  void whatIsNoKeyOrNoValueIsToldWithWhatIsAllowed() {
    assertProblem("tabel.orders", "x", "there is no such key", "schema.SCHEMA");
    assertProblem("table.orders", "a.b.c", "'a.b.c' is not allowed", "SCHEMA.TABLE");
    assertProblem("table.orders", "", "'' is not allowed", "TABLE");
    assertProblem("table.a.b.c", "x", "'a.b.c' is no name of a table", "without quotes");
    assertProblem("column.orders", "x", "names no column", "column.TABLE.COLUMN");
    assertProblem("column.orders.a", "b,c", "'b,c' is not allowed", "one column");
    assertProblem("ignore.orders", "a", "which side", "ignore.old.TABLE");
    assertProblem("ignore.old.orders", "a,,b", "'a,,b' is not allowed", "commas");
    assertProblem("ignore.old.orders", "a,A", "names A twice", "once");
    assertProblem("convert.orders.a", "upper", "'upper' is no conversion", "trim-blanks, empty");
    assertProblem("schema.a", "b.c", "'b.c' is not allowed", "one schema");
    assertProblem("constant.orders.a", "", "it has no value", "ignore.new");
  }

  private static void assertProblem(String key, String text, String complaint, String remedy) {
    List<MappingProblem> problems =
        new MappingReader(Map.of("dualwrite.map." + key, text)).problems();

    assertEquals(1, problems.size(), problems::toString);
    MappingProblem problem = problems.get(0);
    assertTrue(problem.complaint().contains(complaint), problem::toString);
    assertTrue(problem.remedy().contains(remedy), problem::toString);
    assertTrue(problem.key().startsWith("dualwrite.map."), problem::key);
  }

  @Test
  void twoThatWouldBecomeOneAreTold() {
    assertContradiction("schema.a", "x", "schema.b", "X", "counterpart of a already");
    assertContradiction("table.a", "x", "table.b", "X", "counterpart of a already");
    assertContradiction("column.t.a", "x", "column.t.b", "X", "counterpart of a already");
    assertContradiction("table.t", "x", "table.T", "y", "twice, in another case");
    assertContradiction("column.t.a", "x", "column.t.A", "y", "twice, in another case");
    assertContradiction("table.t", "x", "column.s.t.a", "b", "called t in some keys");
    assertContradiction("column.t.a", "x", "ignore.old.t", "a", "renamed or converted");
    assertContradiction("column.t.a", "x", "ignore.new.t", "x", "counterpart of a column");
    assertContradiction("column.t.a", "x", "constant.t.x", "1", "counterpart of a column");
    assertContradiction("ignore.new.t", "x", "constant.t.x", "1", "or ignored");
  }

  private static void assertContradiction(
      String one, String oneText, String other, String otherText, String complaint) {
    List<MappingProblem> problems =
        new MappingReader(
                Map.of("dualwrite.map." + one, oneText, "dualwrite.map." + other, otherText))
            .problems();

    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).complaint().contains(complaint), problems::toString);
  }

  private static Mapping mapping(Map<String, String> texts) {
    MappingReader reader = new MappingReader(texts);
    assertEquals(List.of(), reader.problems());
    return reader.mapping();
  }
}
