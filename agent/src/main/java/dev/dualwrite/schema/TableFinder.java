package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds a table by its name. */
final class TableFinder {
  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("information_schema", "pg_catalog", "sys");

  private final DatabaseMetaData metadata;
  private final Dialect dialect;

  TableFinder(DatabaseMetaData metadata, Dialect dialect) {
    this.metadata = metadata;
    this.dialect = dialect;
  }

  /** Returns the table in its place; for an unqualified name, else the only one of that name. */
  Optional<FoundTable> find(TableName placed, TableName asWritten) throws SQLException {
    String catalog = placed.catalog().orElse(null);
    List<FoundTable> here = list(catalog, placed.schema().orElse(null), placed.name());
    if (here.size() == 1) {
      return Optional.of(here.get(0));
    }
    boolean qualified = asWritten.schema().isPresent() || asWritten.catalog().isPresent();
    if (!here.isEmpty() || qualified || dialect.qualifiesByCatalog()) {
      return Optional.empty();
    }
    List<FoundTable> anywhere = list(catalog, null, placed.name());
    anywhere.removeIf(table -> isSystem(table.name().schema().orElse("")));
    return anywhere.size() == 1 ? Optional.of(anywhere.get(0)) : Optional.empty();
  }

  private List<FoundTable> list(String catalog, String schema, String name) throws SQLException {
    List<FoundTable> exact = new ArrayList<>();
    List<FoundTable> inOtherCase = new ArrayList<>();
    String schemaPattern = schema == null ? null : escaped(metadata, schema);
    try (ResultSet rows =
        metadata.getTables(catalog, schemaPattern, escaped(metadata, name), null)) {
      while (rows.next()) {
        String type = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
        String found = rows.getString("TABLE_NAME");
        if (holdsRows(type) && found.equalsIgnoreCase(name)) {
          TableName place =
              TableName.of(rows.getString("TABLE_CAT"), rows.getString("TABLE_SCHEM"), found);
          (found.equals(name) ? exact : inOtherCase)
              .add(new FoundTable(place, type.contains("VIEW")));
        }
      }
    }
    return exact.isEmpty() ? inOtherCase : exact;
  }

  private static boolean holdsRows(String type) {
    return !type.contains("INDEX")
        && !type.contains("SEQUENCE")
        && !type.contains("TYPE")
        && !type.contains("SYNONYM");
  }

  static boolean isSystem(String schema) {
    return schema != null && SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT));
  }

  /** Returns the name as a pattern that only it fits. */
  static String escaped(DatabaseMetaData metadata, String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return escape == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }
}
