package dev.dualwrite.schema;

/** What calling a function may do besides returning a value. */
public enum RoutineEffect {
  /** Declared to write nothing and to depend on nothing but its arguments and the database. */
  PURE,
  /** May write rows, as far as the database tells. */
  MAY_WRITE,
  /** Writes nothing, but may return another value each time. */
  VOLATILE,
  /** The database knows no user-defined routine of this name. */
  NOT_USER_DEFINED
}
