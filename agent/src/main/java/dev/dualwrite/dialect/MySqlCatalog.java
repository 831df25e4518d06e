package dev.dualwrite.dialect;

/** What the information schema of MySQL and MariaDB tells of tables and routines. */
final class MySqlCatalog {
  private static final String COLUMNS =
      "SELECT column_name AS column_name, false AS identity_always,"
          + " COALESCE(generation_expression, '') <> '' AS computed,"
          + " LOWER(extra) LIKE '%on update%' AS changes_on_update"
          + " FROM information_schema.columns"
          + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?";

  /** Shows a trigger only to a user who has the privilege TRIGGER on its table. */
  private static final String TRIGGERS =
      "SELECT trigger_name AS trigger_name FROM information_schema.triggers"
          + " WHERE event_object_schema = COALESCE(?, DATABASE()) AND event_object_table = ?";

  /** A part of a functional index (MySQL 8.0.13) has no column. */
  private static final String OTHER_UNIQUENESS =
      "SELECT DISTINCT index_name AS index_name FROM information_schema.statistics"
          + " WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0"
          + " AND (column_name IS NULL OR sub_part IS NOT NULL)";

  /** CONTAINS SQL is what a routine gets that declares nothing, so it tells nothing. */
  private static final String ROUTINES =
      "SELECT CASE WHEN sql_data_access = 'NO SQL' AND is_deterministic = 'YES' THEN 'PURE'"
          + " WHEN sql_data_access IN ('NO SQL', 'READS SQL DATA') THEN 'VOLATILE'"
          + " ELSE 'MAY_WRITE' END AS effect FROM information_schema.routines"
          + " WHERE routine_schema = COALESCE(?, DATABASE()) AND routine_name = ?";

  private static final String WITHOUT_ROLLBACK =
      "SELECT t.table_name AS table_name FROM information_schema.tables t"
          + " LEFT JOIN information_schema.engines e ON e.engine = t.engine"
          + " WHERE t.table_schema = COALESCE(?, DATABASE()) AND t.table_type = 'BASE TABLE'"
          + " AND COALESCE(e.transactions, 'NO') <> 'YES'";

  static final CatalogQueries QUERIES =
      new CatalogQueries(COLUMNS, TRIGGERS, OTHER_UNIQUENESS, ROUTINES, null, WITHOUT_ROLLBACK);

  private MySqlCatalog() {}
}
