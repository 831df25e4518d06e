package dev.dualwrite.plan;

/** What a SQL text does. */
public enum StatementKind {
  /** Changes no rows, the session or the transaction; may lock rows. */
  READ,
  /** Adds rows. */
  INSERT,
  /** Changes rows. */
  UPDATE,
  /** Removes rows. */
  DELETE,
  /** Adds rows or changes those that are there: ON CONFLICT, ON DUPLICATE KEY, REPLACE, MERGE. */
  UPSERT,
  /** Empties a table. */
  TRUNCATE,
  /** Changes the schema, or the rights on it. */
  DDL,
  /** Begins or ends a transaction or a savepoint. */
  TRANSACTION,
  /** Changes how the session's later statements are understood. */
  SESSION,
  /** Runs a procedure or an anonymous block. */
  CALL,
  /** Several statements in one text; see {@link Plan#parts()}. */
  SEVERAL,
  /** Anything else: maintenance, locks, bulk load, and what isn't understood. */
  OTHER
}
