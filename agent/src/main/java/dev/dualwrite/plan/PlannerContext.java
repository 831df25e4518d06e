package dev.dualwrite.plan;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;

/** What all plans of one pair of databases depend on. */
final class PlannerContext {
  private final Dialect primary;
  private final Dialect secondary;
  private final Schema schema;
  private final PlannerOptions options;
  private final Functions functions;
  private final Grammar grammar = new Grammar();

  PlannerContext(Dialect primary, Dialect secondary, Schema schema, PlannerOptions options) {
    this.primary = primary;
    this.secondary = secondary;
    this.schema = schema;
    this.options = options;
    this.functions = new Functions(primary, schema, options);
  }

  Dialect primary() {
    return primary;
  }

  Schema schema() {
    return schema;
  }

  PlannerOptions options() {
    return options;
  }

  Functions functions() {
    return functions;
  }

  Grammar grammar() {
    return grammar;
  }

  boolean sameVendor() {
    return primary.sameFamily(secondary);
  }

  /** Returns the table's name for a query on the primary. */
  String quoted(TableDescription table) {
    return primary.qualify(
        table.name().catalog().orElse(null),
        table.name().schema().orElse(null),
        table.name().name());
  }

  /** Returns the key columns for a query on the primary, each behind the prefix. */
  String keyColumns(TableDescription table, String prefix) {
    List<String> columns = new ArrayList<>();
    for (String column : table.primaryKey()) {
      columns.add(prefix + primary.quote(column));
    }
    return String.join(", ", columns);
  }
}
