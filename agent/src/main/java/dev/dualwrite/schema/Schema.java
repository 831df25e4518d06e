package dev.dualwrite.schema;

import java.util.Optional;

/** Answers what a database knows of its tables and routines; safe for use by several threads. */
public interface Schema {

  /**
   * Returns the description of a table.
   *
   * @param asWritten the name, in which unquoted parts are already folded as the database does
   * @param namespace where the connection that uses the name looks for it
   * @return empty where there is no such table, or where the database can't be asked now
   */
  Optional<TableDescription> table(TableName asWritten, Namespace namespace);

  /**
   * Tells whether the database could be asked for a table when it was last looked up, so that an
   * empty answer means that there is none.
   */
  default boolean answered(TableName asWritten, Namespace namespace) {
    return true;
  }

  /** Returns what the routine of this name may do; for several of one name, the worst. */
  RoutineEffect routine(String name, Namespace namespace);

  /** Returns the answers of a database that can't be asked: no tables, and functions may write. */
  static Schema unknown() {
    return new UnknownSchema();
  }

  /** Drops what is remembered of a table, so that the next question asks the database. */
  void forget(TableName table);
}
