package dev.dualwrite.dialect;

/** What H2's information schema tells of tables and routines. */
final class H2Catalog {
  private static final String COLUMNS =
      "SELECT column_name, COALESCE(identity_generation = 'ALWAYS', FALSE) AS identity_always,"
          + " is_generated = 'ALWAYS' AS computed, column_on_update IS NOT NULL AS changes_on_update"
          + " FROM information_schema.columns"
          + " WHERE table_schema = COALESCE(?, SCHEMA()) AND table_name = ?";

  private static final String TRIGGERS =
      "SELECT trigger_name FROM information_schema.triggers"
          + " WHERE event_object_schema = COALESCE(?, SCHEMA()) AND event_object_table = ?";

  /**
   * Any schema may be on the session's search path. A routine in Java may do anything, whatever it
   * is declared, unless it is said to be deterministic.
   */
  private static final String ROUTINES =
      "WITH asked(asked_schema, asked_name) AS (SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR))"
          + " SELECT CASE WHEN is_deterministic = 'YES' AND routine_type = 'FUNCTION' THEN 'PURE'"
          + " ELSE 'MAY_WRITE' END AS effect"
          + " FROM information_schema.routines JOIN asked ON routine_name = asked_name";

  static final CatalogQueries QUERIES =
      new CatalogQueries(COLUMNS, TRIGGERS, null, ROUTINES, null, null);

  private H2Catalog() {}
}
