package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.RoutineEffect;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.schema.UniqueKey;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables of a shop, known without a database; names are folded as the dialect does. */
final class FixedSchema implements Schema {
  private final Dialect dialect;
  private final Map<String, TableDescription> tables = new HashMap<>();
  private int asked;

  FixedSchema(Dialect dialect) {
    this.dialect = dialect;
    add(
        table("orders")
            .column(column("id", Types.BIGINT).nullable(false).autoIncrement(true).build())
            .column(column("customer", Types.BIGINT).nullable(false).build())
            .column(column("status", Types.VARCHAR).defaultExpression("'new'").build())
            .column(column("note", Types.VARCHAR).build())
            .column(column("total", Types.NUMERIC).defaultExpression("0").build())
            .primaryKey(List.of(name("id"))));
    add(
        table("accounts")
            .column(column("id", Types.BIGINT).nullable(false).build())
            .column(column("email", Types.VARCHAR).nullable(false).build())
            .column(column("name", Types.VARCHAR).build())
            .primaryKey(List.of(name("id")))
            .uniqueKey(UniqueKey.of(List.of(name("email")), false)));
    add(
        table("settings")
            .column(column("name", Types.VARCHAR).nullable(false).build())
            .column(column("setting", Types.VARCHAR).build())
            .primaryKey(List.of(name("name"))));
    add(
        table("stock")
            .column(column("warehouse", Types.INTEGER).nullable(false).build())
            .column(column("item", Types.INTEGER).nullable(false).build())
            .column(column("quantity", Types.INTEGER).defaultExpression("0").build())
            .primaryKey(List.of(name("warehouse"), name("item"))));
    add(
        table("events")
            .column(
                column("id", Types.OTHER).nullable(false).defaultExpression(uuid(dialect)).build())
            .column(column("at", Types.TIMESTAMP).defaultExpression("CURRENT_TIMESTAMP").build())
            .column(column("text", Types.VARCHAR).build())
            .primaryKey(List.of(name("id"))));
    add(
        table("audit")
            .column(column("at", Types.TIMESTAMP).build())
            .column(column("text", Types.VARCHAR).build()));
    add(
        table("audited")
            .column(column("id", Types.BIGINT).nullable(false).build())
            .column(column("a", Types.VARCHAR).build())
            .primaryKey(List.of(name("id")))
            .hasTriggers(true));
    add(
        table("touched")
            .column(column("id", Types.BIGINT).nullable(false).build())
            .column(column("a", Types.VARCHAR).build())
            .column(column("at", Types.TIMESTAMP).changesOnUpdate(true).build())
            .primaryKey(List.of(name("id"))));
    add(
        table("tags")
            .column(column("id", Types.INTEGER).nullable(false).autoIncrement(true).build())
            .column(column("name", Types.VARCHAR).nullable(false).build())
            .primaryKey(List.of(name("id")))
            .uniqueKey(UniqueKey.of(List.of(name("name")), false)));
    add(
        table("codes")
            .column(column("id", Types.INTEGER).nullable(false).build())
            .column(column("code", Types.VARCHAR).build())
            .primaryKey(List.of(name("id")))
            .hasOtherUniqueness(true));
    add(
        table("order_view")
            .column(column("id", Types.BIGINT).build())
            .column(column("note", Types.VARCHAR).build())
            .view(true));
    tables.put(
        "MixedCase",
        TableDescription.builder(TableName.of("MixedCase"))
            .column(Column.builder("Id", Types.INTEGER, "int4").nullable(false).build())
            .column(Column.builder("Text", Types.VARCHAR, "varchar").build())
            .primaryKey(List.of("Id"))
            .build());
  }

  private static String uuid(Dialect dialect) {
    return dialect.pureFunctions().contains("uuid_to_bin") ? "uuid()" : "gen_random_uuid()";
  }

  private String name(String lowerCase) {
    return dialect.fold(lowerCase);
  }

  private TableDescription.Builder table(String lowerCase) {
    return TableDescription.builder(TableName.of(name(lowerCase)));
  }

  private Column.Builder column(String lowerCase, int type) {
    String typeName = type == Types.OTHER ? "uuid" : "type" + type;
    return Column.builder(name(lowerCase), type, typeName);
  }

  private void add(TableDescription.Builder builder) {
    TableDescription table = builder.build();
    tables.put(table.name().name(), table);
  }

  /** Returns how often a table was asked for. */
  int asked() {
    return asked;
  }

  @Override
  public Optional<TableDescription> table(TableName asWritten, Namespace namespace) {
    asked++;
    return Optional.ofNullable(tables.get(asWritten.name()));
  }

  @Override
  public RoutineEffect routine(String name, Namespace namespace) {
    if (name.equalsIgnoreCase("do_write") || name.equalsIgnoreCase("output")) {
      return RoutineEffect.MAY_WRITE;
    }
    if (name.equalsIgnoreCase("discount")) {
      return RoutineEffect.PURE;
    }
    return name.equalsIgnoreCase("price_of")
        ? RoutineEffect.VOLATILE
        : RoutineEffect.NOT_USER_DEFINED;
  }

  @Override
  public void forget(TableName table) {
    tables.remove(table.name());
  }
}
