package dev.dualwrite.schema;

/** What calling a function may do besides returning a value; the later, the worse. */
public enum RoutineEffect {
  /** The database knows no user-defined routine of this name. */
  NOT_USER_DEFINED,
  /** Declared to write nothing and to depend on nothing but its arguments. */
  PURE,
  /** Declared to write nothing, but may return another value each time. */
  VOLATILE,
  /** May write rows, as far as the database tells. */
  MAY_WRITE
}
