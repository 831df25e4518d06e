package dev.dualwrite.verify;

import dev.dualwrite.rows.CanonicalValue;
import java.util.ArrayList;
import java.util.List;

/** Values in classes that have an equality, which arrays of bytes haven't. */
final class Values {
  private Values() {}

  static List<Object> comparable(List<Object> values) {
    List<Object> comparable = new ArrayList<>(values.size());
    for (Object value : values) {
      comparable.add(CanonicalValue.of(value));
    }
    return comparable;
  }
}
