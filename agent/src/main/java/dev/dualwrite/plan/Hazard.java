package dev.dualwrite.plan;

/** A reason why running the same statement on the secondary could leave other rows there. */
public enum Hazard {
  PREDICATE_NOT_A_KEY(
      "predicate-not-a-key", "other rows may match by the time that the secondary runs it"),
  KEY_CHANGED("key-changed", "the statement moves rows to other primary keys"),
  KEY_NOT_COMPUTABLE("key-not-computable", "the keys can't be told before the statement runs"),
  LOOSE_COMPARISON(
      "loose-comparison", "the comparison converts values, so that several rows may match"),
  CURRENT_TIME("current-time", "the two databases' clocks differ"),
  RANDOM("random", "each database draws its own random value"),
  GENERATED_UUID("generated-uuid", "each database makes its own UUID"),
  SEQUENCE("sequence", "each database's sequence stands elsewhere"),
  SESSION_FUNCTION("session-function", "the value depends on the connection"),
  SESSION_VARIABLE("session-variable", "the variable has another value on the twin, or none"),
  VOLATILE_FUNCTION(
      "volatile-function", "a function that may return another value on the secondary"),
  WRITING_FUNCTION("writing-function", "a function that may write rows nobody knows of"),
  NON_CONSTANT_DEFAULT(
      "non-constant-default", "an omitted column's default differs from call to call"),
  GENERATED_KEY("generated-key", "the database makes a key that the statement doesn't give"),
  CHANGES_ON_UPDATE("changes-on-update", "a column changes by itself at each update"),
  LIMIT("limit", "which rows fall within the limit isn't determined"),
  INSERT_SELECT("insert-select", "the rows depend on what the query sees on each database"),
  SUBQUERY("subquery", "a value depends on other rows, which may differ"),
  SEVERAL_TABLES("several-tables", "rows are chosen or changed through more than one table"),
  IGNORES_ERRORS("ignores-errors", "rows are skipped without an error, perhaps on one side only"),
  SEVERAL_UNIQUE_KEYS(
      "several-unique-keys", "which row conflicts depends on more than one unique key"),
  DEPENDS_ON_EXISTING_ROW(
      "depends-on-existing-row", "the result depends on the row that is there already"),
  WRITING_CTE("writing-cte", "a WITH query writes rows"),
  TRIGGER("trigger", "triggers of the table change rows or values"),
  VIEW("view", "the write lands in the tables behind a view"),
  NO_PRIMARY_KEY("no-primary-key", "rows without a primary key can't be named"),
  UNKNOWN_TABLE("unknown-table", "the table's keys and defaults aren't known"),
  UNKNOWN_COLUMN("unknown-column", "the statement names a column that the table isn't known for"),
  OTHER_VENDOR("other-vendor", "the secondary speaks another dialect"),
  UNPARSABLE("unparsable", "the statement isn't understood in full"),
  WHOLE_TABLE("whole-table", "all rows are touched, too many to name"),
  PROCEDURE("procedure", "nobody knows what a procedure or block writes"),
  BULK_LOAD("bulk-load", "rows come from a file or a stream"),
  SCHEMA_CHANGE("schema-change", "schemas are changed by their owner, on each database"),
  TWO_PHASE("two-phase", "a prepared transaction is committed by somebody else"),
  DYNAMIC_SQL("dynamic-sql", "the text that runs is kept in the server");

  private final String label;
  private final String explanation;

  Hazard(String label, String explanation) {
    this.label = label;
    this.explanation = explanation;
  }

  /** Returns the word that logs and reports use. */
  public String label() {
    return label;
  }

  /** Returns one line on what could go wrong. */
  public String explanation() {
    return explanation;
  }
}
