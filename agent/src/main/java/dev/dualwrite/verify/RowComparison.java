package dev.dualwrite.verify;

import java.util.ArrayList;
import java.util.List;

/** Compares the rows of a pair of tables. */
final class RowComparison {
  private final List<ValueComparison> columns = new ArrayList<>();

  RowComparison(TablePair pair) {
    for (int i = 0; i < pair.columnCount(); i++) {
      columns.add(ValueComparison.of(pair, i));
    }
  }

  boolean equal(Row primary, Row secondary) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equal(primary.values().get(i), secondary.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the positions of the columns that differ. */
  List<Integer> differing(Row primary, Row secondary) {
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equal(primary.values().get(i), secondary.values().get(i))) {
        differing.add(i);
      }
    }
    return differing;
  }
}
