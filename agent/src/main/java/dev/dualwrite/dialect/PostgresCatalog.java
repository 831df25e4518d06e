package dev.dualwrite.dialect;

/** What PostgreSQL's catalog tells of tables and routines. */
final class PostgresCatalog {
  private static final String ASKED =
      "WITH asked(schema, name) AS (VALUES (CAST(? AS text), CAST(? AS text)))";

  private static final String COLUMNS =
      ASKED
          + " SELECT c.column_name, COALESCE(c.identity_generation = 'ALWAYS', false) AS"
          + " identity_always, c.is_generated = 'ALWAYS' AS computed, false AS changes_on_update"
          + " FROM information_schema.columns c, asked"
          + " WHERE c.table_schema = COALESCE(asked.schema, current_schema()) AND c.table_name ="
          + " asked.name";

  private static final String TABLE =
      " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN asked ON n.nspname = COALESCE(asked.schema, current_schema()) AND c.relname ="
          + " asked.name";

  private static final String TRIGGERS =
      ASKED
          + " SELECT t.tgname"
          + TABLE
          + " JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal AND"
          + " t.tgenabled <> 'D'"
          + " UNION ALL SELECT r.rulename"
          + TABLE
          + " JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid WHERE r.rulename <> '_RETURN' AND"
          + " r.ev_enabled <> 'D'";

  private static final String OTHER_UNIQUENESS =
      ASKED
          + " SELECT i.relname AS index_name"
          + TABLE
          + " JOIN pg_catalog.pg_index x ON x.indrelid = c.oid JOIN pg_catalog.pg_class i ON i.oid ="
          + " x.indexrelid WHERE (x.indisunique AND (x.indpred IS NOT NULL OR x.indexprs IS NOT"
          + " NULL OR NOT x.indimmediate)) OR x.indisexclusion";

  /**
   * Any schema may be on the search path of the session that calls. Functions in C come with
   * extensions; but for dblink's they don't write rows, as far as is known.
   */
  private static final String ROUTINES =
      ASKED
          + " SELECT CASE WHEN p.provolatile = 'i' THEN 'PURE' WHEN p.provolatile = 's' THEN"
          + " 'VOLATILE' WHEN l.lanname IN ('c', 'internal') AND p.proname NOT LIKE 'dblink%' THEN"
          + " 'VOLATILE' ELSE 'MAY_WRITE' END AS effect"
          + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
          + " JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
          + " JOIN asked ON p.proname = asked.name"
          + " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')";

  private static final String PARTITIONS =
      "SELECT c.relname AS table_name FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relispartition AND n.nspname = COALESCE(?, current_schema())";

  static final CatalogQueries QUERIES =
      new CatalogQueries(COLUMNS, TRIGGERS, OTHER_UNIQUENESS, ROUTINES, PARTITIONS, null);

  private PostgresCatalog() {}
}
