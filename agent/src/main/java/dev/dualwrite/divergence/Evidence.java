package dev.dualwrite.divergence;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was expected or found, told apart by how much of the application's data it shows. */
public final class Evidence {

  /** How much of the application's data a piece of evidence shows. */
  enum Content {
    /** None: a number of rows, or words of our own. */
    PLAIN,
    /** Values of key columns. */
    KEY,
    /** Values of other columns. */
    VALUES
  }

  private final Content content;
  private final Object value;

  private Evidence(Content content, Object value) {
    this.content = content;
    this.value = value;
  }

  /** A number of rows. */
  public static Evidence count(long rows) {
    return new Evidence(Content.PLAIN, rows);
  }

  /** Words that hold none of the application's values. */
  public static Evidence text(String text) {
    return new Evidence(Content.PLAIN, text);
  }

  /** Values of key columns. */
  public static Evidence key(Map<String, ?> columns) {
    return new Evidence(Content.KEY, copy(columns));
  }

  /** Values of any columns; the columns' names are always shown. */
  public static Evidence values(Map<String, ?> columns) {
    return new Evidence(Content.VALUES, copy(columns));
  }

  Content content() {
    return content;
  }

  /** A Long, a String, or a map of column to value. */
  Object value() {
    return value;
  }

  static Map<String, Object> copy(Map<String, ?> columns) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
