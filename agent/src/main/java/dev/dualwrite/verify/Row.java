package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import java.util.List;

/** The compared values of one row of either side, under its key in the primary's terms. */
final class Row {
  private final Key key;
  private final List<Object> values;

  Row(Key key, List<Object> values) {
    this.key = key;
    this.values = values;
  }

  Key key() {
    return key;
  }

  /** The values in the order of the pair's columns. */
  List<Object> values() {
    return values;
  }
}
