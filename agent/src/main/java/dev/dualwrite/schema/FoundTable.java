package dev.dualwrite.schema;

/** Where a table is, and whether it is a view. */
final class FoundTable {
  private final TableName name;
  private final boolean view;

  FoundTable(TableName name, boolean view) {
    this.name = name;
    this.view = view;
  }

  TableName name() {
    return name;
  }

  boolean view() {
    return view;
  }
}
