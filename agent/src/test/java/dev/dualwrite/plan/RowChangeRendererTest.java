package dev.dualwrite.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowChangeRendererTest {
  private static final Dialect POSTGRES = Dialects.forUrl("jdbc:postgresql:");
  private static final Dialect MARIADB = Dialects.forUrl("jdbc:mariadb:");
  private static final Dialect H2 = Dialects.forUrl("jdbc:h2:mem:x");

  @Test
  void anInsertNamesItsColumnsAsTheTargetSpellsThem() {
    RenderedSql rendered =
        render(POSTGRES, "INSERT INTO orders (customer, note) VALUES (?, 'it''s')", H2);
    assertEquals(
        "INSERT INTO \"ORDERS\" (\"ID\", \"CUSTOMER\", \"NOTE\") VALUES (?, ?, 'it''s')",
        rendered.sql());
    assertEquals(List.of(Operand.generated("id"), Operand.parameter(1)), rendered.operands());
  }

  @Test
  void anInsertOfSeveralRowsKeepsTheirOrder() {
    RenderedSql rendered =
        render(POSTGRES, "INSERT INTO stock VALUES (?, 2, -3), (4, ?, NULL)", MARIADB);
    assertEquals(
        "INSERT INTO `stock` (`warehouse`, `item`, `quantity`) VALUES (?, 2, -3), (4, ?, NULL)",
        rendered.sql());
    assertEquals(List.of(Operand.parameter(1), Operand.parameter(2)), rendered.operands());
  }

  @Test
  void anUpdateAndADeleteAreByTheirConditions() {
    assertEquals(
        "UPDATE \"orders\" SET \"note\" = 'a\\b', \"total\" = 1.50 WHERE \"id\" = ? AND \"customer\" = 7",
        render(
                MARIADB,
                "UPDATE orders SET note = 'a\\\\b', total = 1.50 WHERE id = ? AND customer = 7",
                POSTGRES)
            .sql());
    assertEquals(
        "DELETE FROM `orders` WHERE `id` = 5",
        render(POSTGRES, "DELETE FROM orders WHERE id = 5", MARIADB).sql());
  }

  @Test
  void backslashesAreDoubledWhereTheyEscape() {
    assertEquals(
        "UPDATE `orders` SET `note` = 'a\\\\b' WHERE `id` = 5",
        render(POSTGRES, "UPDATE orders SET note = 'a\\b' WHERE id = 5", MARIADB).sql());
  }

  @Test
  void truthIsANumberWhereTheColumnIsOne() {
    TableDescription target =
        TableDescription.builder(TableName.of("t"))
            .column(Column.builder("flag", Types.BIT, "bool").build())
            .column(Column.builder("small", Types.TINYINT, "TINYINT").build())
            .build();
    RowChange change =
        RowChange.insert(
            TableName.of("t"),
            List.of("flag", "small"),
            List.of(List.of(Operand.literal(1L), Operand.literal(true))));
    assertEquals(
        "INSERT INTO \"t\" (\"flag\", \"small\") VALUES (TRUE, 1)",
        RowChangeRenderer.render(change, POSTGRES, target).sql());
  }

  @Test
  void anIdentityThatIsAlwaysGeneratedIsOverridden() {
    TableDescription target =
        TableDescription.builder(TableName.of("t"))
            .column(Column.builder("id", Types.BIGINT, "int8").identityAlways(true).build())
            .build();
    RowChange change =
        RowChange.insert(
            TableName.of("t"), List.of("id"), List.of(List.of(Operand.generated("id"))));
    assertEquals(
        "INSERT INTO \"t\" (\"id\") OVERRIDING SYSTEM VALUE VALUES (?)",
        RowChangeRenderer.render(change, POSTGRES, target).sql());
  }

  @Test
  void aMissingColumnIsNamedInTheError() {
    TableDescription target = TableDescription.builder(TableName.of("t")).build();
    RowChange change =
        RowChange.delete(
            TableName.of("t"), List.of(ColumnValue.of("colour", Operand.parameter(1))));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> RowChangeRenderer.render(change, POSTGRES, target));
    assertTrue(error.getMessage().contains("colour"), error.getMessage());
  }

  private static RenderedSql render(Dialect from, String sql, Dialect to) {
    Plan plan =
        new Planner(from, to, new FixedSchema(from), PlannerOptions.defaults())
            .plan(sql, Namespace.unknown());
    TableName name = TableName.of(to.fold(plan.table().orElseThrow().name().name()));
    TableDescription target = new FixedSchema(to).table(name, Namespace.unknown()).orElseThrow();
    return RowChangeRenderer.render(plan.change().orElseThrow(), to, target);
  }
}
