package dev.dualwrite.wayback;

import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether one database's table has a place for each column of the other's, and needs no more. */
final class ColumnFit {

  private ColumnFit() {}

  /** Returns what doesn't fit, for people; empty where all does. */
  static Optional<String> misfit(TableDescription from, TableDescription to, Side toSide) {
    List<String> lacking = new ArrayList<>();
    for (Column column : from.columns()) {
      if (to.column(column.name()).isEmpty() && !to.mapping().leftOut().contains(column.name())) {
        lacking.add(column.name());
      }
    }
    List<String> demanded = new ArrayList<>();
    for (Column column : to.writableColumns()) {
      if (isDemanded(column) && from.column(column.name()).isEmpty()) {
        demanded.add(column.name());
      }
    }
    List<String> misfits = new ArrayList<>();
    if (!lacking.isEmpty()) {
      misfits.add(
          "has no column "
              + String.join(", ", lacking)
              + " on "
              + toSide.label()
              + ", but has on "
              + toSide.other().label()
              + "; add it, or exclude the table");
    }
    if (!demanded.isEmpty()) {
      misfits.add(
          "needs a value for column "
              + String.join(", ", demanded)
              + " on "
              + toSide.label()
              + ", which "
              + toSide.other().label()
              + " doesn't have; give it a default, or make it nullable");
    }
    return misfits.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", misfits));
  }

  private static boolean isDemanded(Column column) {
    return !column.nullable()
        && column.defaultExpression().isEmpty()
        && !column.autoIncrement()
        && !column.identityAlways();
  }
}
