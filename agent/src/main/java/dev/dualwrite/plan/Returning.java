package dev.dualwrite.plan;

import dev.dualwrite.schema.TableDescription;

/** What a RETURNING list tells of the primary key. */
final class Returning {

  private Returning() {}

  /** Tells whether all key columns are in the list under their own names. */
  static boolean hasKey(SqlTokens tokens, Names names, Range list, TableDescription table) {
    for (String column : table.primaryKey()) {
      if (!has(tokens, names, list, table, column)) {
        return false;
      }
    }
    return !list.isEmpty() && table.hasPrimaryKey();
  }

  private static boolean has(
      SqlTokens tokens, Names names, Range list, TableDescription table, String column) {
    for (Range item : Lists.split(tokens, list)) {
      int last = item.to() - 1;
      boolean plain =
          !item.isEmpty() && tokens.isName(last) && names.endOfName(item.from()) == item.to();
      boolean named =
          plain && table.column(names.name(last)).filter(c -> c.name().equals(column)).isPresent();
      if (named || (!item.isEmpty() && tokens.isSymbol(last, '*') && item.length() <= 3)) {
        return true;
      }
    }
    return false;
  }
}
