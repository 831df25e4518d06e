package dev.dualwrite.dialect;

/** The kinds of statement after which a driver may be asked for keys. */
public enum KeyReturn {
  /** INSERT with VALUES. */
  INSERT,
  /** INSERT with a query. */
  INSERT_SELECT,
  /** UPDATE. */
  UPDATE,
  /** DELETE. */
  DELETE
}
