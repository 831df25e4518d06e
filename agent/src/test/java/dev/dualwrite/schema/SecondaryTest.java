package dev.dualwrite.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondaryTest {
  private static final Dialect POSTGRES = Dialects.forUrl("jdbc:postgresql://h/d");
  private static final Dialect MARIADB = Dialects.forUrl("jdbc:mariadb://h/d");
  private static final Dialect H2 = Dialects.forUrl("jdbc:h2:mem:d");

  @Test
  void withoutAMappingATableHasTheSameNameWhereConnectionsLook() throws SQLException {
    Secondary secondary = secondary(POSTGRES, H2, Map.of(), table("ORDERS", "ID"));

    TableDescription found = secondary.requireTable(table("public.orders", "id"));

    assertEquals(TableName.of("ORDERS"), found.name());
  }

  @Test
  void aMappedTableIsFoundUnderItsNameThereAndKnownByItsOwnHere() throws SQLException {
    Secondary secondary =
        secondary(
            MARIADB,
            POSTGRES,
            Map.of(
                "dualwrite.map.table.orders", "crm.purchase",
                "dualwrite.map.column.orders.id", "purchase_id",
                "dualwrite.map.column.orders.a", "b",
                "dualwrite.map.column.orders.b", "a",
                "dualwrite.map.ignore.old.orders", "c"),
            table("crm.purchase", "purchase_id", "a", "b"));
    TableDescription old = table("orders", "id", "a", "b", "c");

    TableDescription found = secondary.requireTable(old);

    assertEquals(TableName.of("crm", "purchase"), found.name());
    assertEquals("purchase_id", found.column("ID").orElseThrow().name());
    assertEquals("b", found.column("a").orElseThrow().name());
    assertEquals("a", found.column("b").orElseThrow().name());
    assertEquals("a", found.ownColumn("a").orElseThrow().name());
    assertFalse(found.column("c").isPresent());
    assertEquals(
        Optional.of(old.name()),
        secondary.primary(found.name(), schema(old)).map(TableDescription::name));
  }

  @Test
  void aNameInLowerCaseIsFoldedAndAnyOtherIsNot() {
    Map<String, String> mapping = Map.of("dualwrite.map.table.orders", "purchase");
    assertTrue(secondary(POSTGRES, H2, mapping, table("PURCHASE")).table(orders()).isPresent());
    assertTrue(secondary(POSTGRES, H2, mapping, table("purchase")).table(orders()).isPresent());
    assertFalse(secondary(POSTGRES, H2, mapping, table("Purchase")).table(orders()).isPresent());
    mapping = Map.of("dualwrite.map.table.orders", "Purchase");
    assertTrue(
        secondary(POSTGRES, POSTGRES, mapping, table("Purchase")).table(orders()).isPresent());
  }

  @Test
  void aSchemaMovesAllItsTablesToAnotherAndBack() {
    Map<String, String> mapping = Map.of("dualwrite.map.schema.sales", "trade");
    Secondary secondary =
        secondary(POSTGRES, POSTGRES, mapping, table("trade.orders"), table("tags"));
    TableDescription sales = table("sales.orders");

    assertEquals(TableName.of("trade", "orders"), secondary.table(sales).orElseThrow().name());
    assertEquals(TableName.of("tags"), secondary.table(table("public.tags")).orElseThrow().name());
    assertEquals(
        Optional.of(sales.name()),
        secondary.primary(TableName.of("trade", "orders"), schema(sales)).map(t -> t.name()));
    assertEquals(Optional.of("trade"), secondary.schema("SALES"));
  }

  @Test
  void aTableWhoseNameIsTakenThereHasNoCounterpart() {
    Secondary secondary =
        secondary(
            POSTGRES,
            POSTGRES,
            Map.of("dualwrite.map.table.orders", "purchase"),
            table("purchase"));

    SQLException refused =
        assertThrows(SQLException.class, () -> secondary.requireTable(table("public.purchase")));

    assertTrue(
        refused.getMessage().startsWith("dualwrite.map.table.purchase: it is missing"),
        refused::getMessage);
  }

  @Test
  void whatTheTablesDontFulfilIsToldWithTheKeyToWrite() {
    assertRefused(
        "column.orders.b: it is missing: new's table orders has no column b",
        Map.of(),
        table("orders", "id", "x"));
    assertRefused(
        "column.orders.b: new's table orders has no column y; it has id, x",
        Map.of("dualwrite.map.column.orders.b", "y"),
        table("orders", "id", "x"));
    assertRefused(
        "column.orders.z: old's table public.orders has no column z; it has id, b",
        Map.of("dualwrite.map.column.orders.z", "b"),
        table("orders", "id", "b"));
    assertRefused(
        "id and b are both id on new",
        Map.of("dualwrite.map.column.orders.b", "id"),
        table("orders", "id"));
    assertRefused(
        "ignore.old.orders: id is a column of public.orders's primary key",
        Map.of("dualwrite.map.ignore.old.orders", "id"),
        table("orders", "b"));
    assertRefused(
        "convert.orders.id: lower-case can't be undone",
        Map.of("dualwrite.map.convert.orders.id", "lower-case"),
        table("orders", "id", "b"));
    assertRefused(
        "constant.orders.region: it is missing",
        Map.of("dualwrite.map.ignore.new.orders", "region"),
        demanding("region"));
    assertRefused(
        "constant.orders.b: b is the counterpart of old's b",
        Map.of("dualwrite.map.constant.orders.b", "x"),
        table("orders", "id", "b"));
  }

  @Test
  void whatTheTablesFulfilIsTaken() throws SQLException {
    secondary(
            POSTGRES,
            POSTGRES,
            Map.of("dualwrite.map.constant.orders.region", "EU"),
            demanding("region"))
        .requireTable(orders());
    secondary(
            POSTGRES,
            POSTGRES,
            Map.of("dualwrite.map.convert.orders.id", "epoch-millis"),
            table("orders", "id", "b"))
        .requireTable(orders());
  }

  private static void assertRefused(
      String message, Map<String, String> mapping, TableDescription counterpart) {
    Map<String, String> texts =
        mapping.isEmpty() ? Map.of("dualwrite.map.ignore.new.orders", "x") : mapping;
    Secondary secondary = secondary(POSTGRES, POSTGRES, texts, counterpart);

    SQLException refused = assertThrows(SQLException.class, () -> secondary.requireTable(orders()));

    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  private static TableDescription orders() {
    return table("public.orders", "id", "b");
  }

  private static TableDescription table(String name, String... columns) {
    return builder(name, columns).build();
  }

  private static TableDescription.Builder builder(String name, String... columns) {
    int dot = name.indexOf('.');
    TableName place =
        TableName.of(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1));
    TableDescription.Builder table = TableDescription.builder(place);
    for (String column : columns) {
      table.column(Column.builder(column, Types.BIGINT, "int8").build());
    }
    return table.primaryKey(columns.length == 0 ? List.of() : List.of(columns[0]));
  }

  private static TableDescription demanding(String column) {
    return builder("orders", "id", "b")
        .column(Column.builder(column, Types.VARCHAR, "text").nullable(false).build())
        .build();
  }

  private static Secondary secondary(
      Dialect primary, Dialect secondary, Map<String, String> texts, TableDescription... tables) {
    Mapping mapping = new MappingReader(texts).mapping();
    return new Secondary(
        secondary, schema(tables), primary, () -> Namespace.of(null, "public"), mapping);
  }

  /** Knows these tables by exactly their names; those without a schema are at home. */
  private static Schema schema(TableDescription... tables) {
    List<TableDescription> known = new ArrayList<>(List.of(tables));
    return new Schema() {
      @Override
      public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
        return known.stream().filter(table -> table.name().equals(asWritten)).findFirst();
      }

      @Override
      public RoutineEffect routine(String name, Namespace namespace) {
        return RoutineEffect.MAY_WRITE;
      }

      @Override
      public void forget(TableName table) {
        known.removeIf(each -> each.name().equals(table));
      }
    };
  }
}
