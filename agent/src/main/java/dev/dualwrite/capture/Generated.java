package dev.dualwrite.capture;

import java.util.Optional;

/**
 * What the driver returned of the values that the primary generated, read row by row in the order
 * of the inserted rows. Some drivers return a row for each inserted one, some only for those of
 * which a value was generated.
 */
final class Generated {
  private final Optional<CopiedRows> returned;
  private final boolean everyRow;
  private int row;

  /**
   * Starts before the first row.
   *
   * @param inserted how many rows the statement, or all of the batch, inserts
   */
  Generated(Optional<CopiedRows> returned, int inserted) {
    this.returned = returned;
    this.everyRow = returned.isPresent() && returned.get().size() == inserted;
  }

  /** The value that was generated for a column of the row at hand. */
  Optional<Object> value(String column) {
    if (!returned.isPresent() || row >= returned.get().size()) {
      return Optional.empty();
    }
    CopiedRows rows = returned.get();
    // MariaDB and MySQL name the one column that they return after themselves.
    int index = rows.columns() == 1 ? 0 : rows.indexOf(column);
    return index < 0 ? Optional.empty() : Optional.ofNullable(rows.value(row, index));
  }

  /** Goes on to the next inserted row. */
  void rowDone(boolean generated) {
    if (everyRow || generated) {
      row++;
    }
  }
}
