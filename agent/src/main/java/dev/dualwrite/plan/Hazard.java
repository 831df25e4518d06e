package dev.dualwrite.plan;

/** A reason why running the same statement on the secondary could leave other rows there. */
public enum Hazard {
  PREDICATE_NOT_A_KEY(
      Consequence.ROWS,
      "predicate-not-a-key",
      "other rows may match by the time that the secondary runs it"),
  KEY_CHANGED(Consequence.NOTED, "key-changed", "the statement moves rows to other primary keys"),
  KEY_NOT_COMPUTABLE(
      Consequence.ROWS, "key-not-computable", "the keys can't be told before the statement runs"),
  SEVERAL_KEYS(
      Consequence.ROWS,
      "several-keys",
      "a key without a row may have one by the time that the secondary runs it"),
  LOOSE_COMPARISON(
      Consequence.NOTED,
      "loose-comparison",
      "the comparison converts values, so that several rows may match"),
  CURRENT_TIME(Consequence.ROWS, "current-time", "the two databases' clocks differ"),
  RANDOM(Consequence.ROWS, "random", "each database draws its own random value"),
  GENERATED_UUID(Consequence.ROWS, "generated-uuid", "each database makes its own UUID"),
  SEQUENCE(Consequence.ROWS, "sequence", "each database's sequence stands elsewhere"),
  SESSION_FUNCTION(Consequence.ROWS, "session-function", "the value depends on the connection"),
  SESSION_VARIABLE(
      Consequence.ROWS, "session-variable", "the variable has another value on the twin, or none"),
  VOLATILE_FUNCTION(
      Consequence.ROWS,
      "volatile-function",
      "a function that may return another value on the secondary"),
  WRITING_FUNCTION(
      Consequence.UNMIRRORED, "writing-function", "a function that may write rows nobody knows of"),
  NON_CONSTANT_DEFAULT(
      Consequence.ROWS,
      "non-constant-default",
      "an omitted column's default differs from call to call"),
  GENERATED_KEY(
      Consequence.NOTED,
      "generated-key",
      "the database makes a key that the statement doesn't give"),
  CHANGES_ON_UPDATE(
      Consequence.ROWS, "changes-on-update", "a column changes by itself at each update"),
  LIMIT(Consequence.ROWS, "limit", "which rows fall within the limit isn't determined"),
  INSERT_SELECT(
      Consequence.ROWS, "insert-select", "the rows depend on what the query sees on each database"),
  SUBQUERY(Consequence.ROWS, "subquery", "a value depends on other rows, which may differ"),
  SEVERAL_TABLES(
      Consequence.ROWS, "several-tables", "rows are chosen or changed through more than one table"),
  IGNORES_ERRORS(
      Consequence.ROWS,
      "ignores-errors",
      "rows are skipped without an error, perhaps on one side only"),
  SEVERAL_UNIQUE_KEYS(
      Consequence.ROWS,
      "several-unique-keys",
      "which row conflicts depends on more than one unique key"),
  DEPENDS_ON_EXISTING_ROW(
      Consequence.ROWS,
      "depends-on-existing-row",
      "the result depends on the row that is there already"),
  WRITING_CTE(Consequence.ROWS, "writing-cte", "a WITH query writes rows"),
  COMMIT_IN_TEXT(
      Consequence.UNMIRRORED,
      "commit-in-text",
      "nobody tells which writes of the text a commit or rollback in it ends"),
  TRIGGER(Consequence.ROWS, "trigger", "triggers of the table change rows or values"),
  VIEW(Consequence.UNMIRRORED, "view", "the write lands in the tables behind a view"),
  NO_PRIMARY_KEY(Consequence.NOTED, "no-primary-key", "rows without a primary key can't be named"),
  UNKNOWN_TABLE(
      Consequence.UNMIRRORED,
      "unknown-table",
      "there is no such table: it is temporary, or can't be seen"),
  UNSEEN_TABLE(
      Consequence.NOTED, "unseen-table", "the table's keys and defaults can't be looked up now"),
  UNKNOWN_COLUMN(
      Consequence.ROWS,
      "unknown-column",
      "the statement names a column that the table isn't known for"),
  COLUMNS_NOT_NAMED(
      Consequence.NOTED, "columns-not-named", "the columns may stand in another order there"),
  RENAMED(
      Consequence.NOTED,
      "renamed",
      "the mapping has the secondary call the table or its columns otherwise"),
  MAPPED(Consequence.ROWS, "mapped", "the mapping has the secondary hold other columns or values"),
  OTHER_VENDOR(Consequence.ROWS, "other-vendor", "the secondary speaks another dialect"),
  UNPARSABLE(Consequence.ROWS, "unparsable", "the statement isn't understood in full"),
  WHOLE_TABLE(Consequence.NOTED, "whole-table", "all rows are touched, too many to name"),
  PROCEDURE(Consequence.UNMIRRORED, "procedure", "nobody knows what a procedure or block writes"),
  BULK_LOAD(Consequence.UNMIRRORED, "bulk-load", "rows come from a file or a stream"),
  SCHEMA_CHANGE(
      Consequence.UNMIRRORED,
      "schema-change",
      "schemas are changed by their owner, on each database"),
  TWO_PHASE(
      Consequence.UNMIRRORED, "two-phase", "a prepared transaction is committed by somebody else"),
  DYNAMIC_SQL(Consequence.UNMIRRORED, "dynamic-sql", "the text that runs is kept in the server");

  /** What a hazard means for the strategy, if no other means more. */
  enum Consequence {
    /** The statement may still be mirrored as it is. */
    NOTED,
    /** The touched rows are to be copied. */
    ROWS,
    /** Nothing can be mirrored. */
    UNMIRRORED
  }

  private final Consequence consequence;
  private final String label;
  private final String explanation;

  Hazard(Consequence consequence, String label, String explanation) {
    this.consequence = consequence;
    this.label = label;
    this.explanation = explanation;
  }

  Consequence consequence() {
    return consequence;
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
