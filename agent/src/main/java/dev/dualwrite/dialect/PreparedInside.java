package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A statement that a driver prepared past its own public methods, as its updatable result sets do.
 */
public final class PreparedInside {
  private final String sql;
  private final List<Object> values;

  PreparedInside(String sql, List<Object> values) {
    this.sql = Objects.requireNonNull(sql, "sql");
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Returns the text. */
  public String sql() {
    return sql;
  }

  /** Returns the values of the parameters, in order; null for NULL. */
  public List<Object> values() {
    return values;
  }
}
