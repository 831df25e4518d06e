package dev.dualwrite.backfill;

import dev.dualwrite.schema.TableName;
import java.util.ArrayList;
import java.util.List;

/** A foreign key of the secondary, in the primary's names. */
final class Reference {
  private final String name;
  private final TableName parent;
  private final List<String> columns = new ArrayList<>();
  private final List<String> nullable = new ArrayList<>();

  Reference(String name, TableName parent) {
    this.name = name;
    this.parent = parent;
  }

  void add(String column, boolean takesNull) {
    columns.add(column);
    if (takesNull) {
      nullable.add(column);
    }
  }

  String name() {
    return name;
  }

  TableName parent() {
    return parent;
  }

  List<String> columns() {
    return columns;
  }

  /** The columns of which each, being NULL, makes the row refer to nothing. */
  List<String> nullable() {
    return nullable;
  }

  /** Whether a row can be there before the one that it refers to. */
  boolean canWait() {
    return !nullable.isEmpty();
  }
}
