package dev.dualwrite.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where JDBC's metadata lists a table: its catalog and schema as that vendor has them. */
final class TableRow {
  private static final String[] TYPES = {
    "TABLE", "BASE TABLE", "PARTITIONED TABLE", "VIEW", "FOREIGN TABLE"
  };

  private final String catalog;
  private final String schema;
  private final String name;
  private final boolean view;

  private TableRow(ResultSet row) throws SQLException {
    this.catalog = row.getString("TABLE_CAT");
    this.schema = row.getString("TABLE_SCHEM");
    this.name = row.getString("TABLE_NAME");
    this.view = "VIEW".equals(row.getString("TABLE_TYPE"));
  }

  String catalog() {
    return catalog;
  }

  String schema() {
    return schema;
  }

  String name() {
    return name;
  }

  boolean view() {
    return view;
  }

  /**
   * Finds a table where the namespace, or the connection's own, looks for it; else anywhere, if
   * there is but one of the name: the namespace may be a path of several schemas (PostgreSQL) of
   * which JDBC tells the first.
   */
  static Optional<TableRow> find(
      Connection connection, DatabaseMetaData metaData, TableName asWritten, Namespace namespace)
      throws SQLException {
    boolean hasSchemas = metaData.supportsSchemasInDataManipulation();
    String catalog =
        asWritten
            .catalog()
            .or(() -> hasSchemas ? Optional.empty() : asWritten.schema())
            .orElse(null);
    String schema = hasSchemas ? asWritten.schema().orElse(null) : null;
    if (catalog != null || schema != null) {
      return only(list(metaData, catalog, schema, asWritten.name()));
    }
    String homeCatalog = namespace.catalog().orElse(connection.getCatalog());
    String homeSchema = namespace.schema().orElse(connection.getSchema());
    Optional<TableRow> atHome = only(list(metaData, homeCatalog, homeSchema, asWritten.name()));
    return atHome.isPresent() || !hasSchemas
        ? atHome
        : only(list(metaData, homeCatalog, null, asWritten.name()));
  }

  private static Optional<TableRow> only(List<TableRow> rows) {
    return rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty();
  }

  /**
   * Metadata takes patterns, in which an underscore stands for any character; hence the comparison
   * of what comes.
   */
  private static List<TableRow> list(
      DatabaseMetaData metaData, String catalog, String schema, String name) throws SQLException {
    List<TableRow> rows = new ArrayList<>();
    try (ResultSet tables = metaData.getTables(catalog, schema, name, TYPES)) {
      while (tables.next()) {
        TableRow row = new TableRow(tables);
        if (row.name.equals(name) && (schema == null || schema.equals(row.schema))) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
