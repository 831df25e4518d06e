package dev.dualwrite.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of PostgreSQL. */
final class PostgresRows extends RowStatements {

  /**
   * The types of which an array's elements are read as the value itself would be, by the names that
   * pgjdbc has for columns. Others lose something by the cast, such as the length of a bit string.
   */
  private static final Map<String, String> ELEMENTS =
      Map.ofEntries(
          Map.entry("bool", "bool"),
          Map.entry("int2", "int2"),
          Map.entry("int4", "int4"),
          Map.entry("int8", "int8"),
          Map.entry("smallserial", "int2"),
          Map.entry("serial", "int4"),
          Map.entry("bigserial", "int8"),
          Map.entry("numeric", "numeric"),
          Map.entry("float4", "float4"),
          Map.entry("float8", "float8"),
          Map.entry("text", "text"),
          Map.entry("varchar", "varchar"),
          Map.entry("bpchar", "bpchar"),
          Map.entry("bytea", "bytea"),
          Map.entry("date", "date"),
          Map.entry("time", "time"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("timestamptz", "timestamptz"),
          Map.entry("uuid", "uuid"),
          Map.entry("json", "json"),
          Map.entry("jsonb", "jsonb"));

  PostgresRows(Dialect dialect) {
    super(dialect);
  }

  /**
   * ON CONFLICT DO UPDATE that sets a column of any unique index locks the row FOR UPDATE, even if
   * the value stays (ExecOnConflictUpdate, 10 to 18), so that inserts of children would wait; an
   * UPDATE does so only when it changes.
   */
  @Override
  public Optional<String> upsert(RowShape shape, int rows) {
    if (shape.keyRole() != RowShape.KeyRole.ONLY_UNIQUE_KEY) {
      return Optional.empty();
    }
    return Optional.of(insert(shape, rows) + onConflict(shape));
  }

  @Override
  public Optional<String> upsertOfArrays(RowShape shape, List<ColumnType> types) {
    if (shape.keyRole() != RowShape.KeyRole.ONLY_UNIQUE_KEY
        || !types.stream().map(ColumnType::name).allMatch(ELEMENTS::containsKey)) {
      return Optional.empty();
    }
    String arrays =
        types.stream()
            .map(type -> "CAST(? AS " + ELEMENTS.get(type.name()) + "[])")
            .collect(Collectors.joining(", "));
    return Optional.of(
        insertInto(shape) + " SELECT * FROM unnest(" + arrays + ")" + onConflict(shape));
  }

  private String onConflict(RowShape shape) {
    return " ON CONFLICT (" + quoteAll(shape.key()) + ") " + action(shape.assignable());
  }

  private String action(List<String> assignable) {
    return assignable.isEmpty()
        ? "DO NOTHING"
        : assignable.stream()
            .map(column -> quote(column) + " = EXCLUDED." + quote(column))
            .collect(Collectors.joining(", ", "DO UPDATE SET ", ""));
  }
}
