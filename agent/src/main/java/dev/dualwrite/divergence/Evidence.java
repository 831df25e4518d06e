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
    /** Values of any columns. */
    VALUES
  }

  private final Content content;
  private final Object value;
  private final Map<String, Object> columns;

  private Evidence(Content content, Object value, Map<String, Object> columns) {
    this.content = content;
    this.value = value;
    this.columns = columns;
  }

  /** A number of rows. */
  public static Evidence count(long rows) {
    return new Evidence(Content.PLAIN, rows, Map.of());
  }

  /** Words that hold none of the application's values. */
  public static Evidence text(String text) {
    return new Evidence(Content.PLAIN, text, Map.of());
  }

  /** Values of key columns. */
  public static Evidence key(Map<String, ?> columns) {
    return new Evidence(Content.KEY, null, copy(columns));
  }

  /** Values of any columns; the columns' names are always shown. */
  public static Evidence values(Map<String, ?> columns) {
    return new Evidence(Content.VALUES, null, copy(columns));
  }

  Content content() {
    return content;
  }

  /** The number or the words, where the content is plain. */
  Object value() {
    return value;
  }

  /** The values by column, where the content isn't plain. */
  Map<String, Object> columns() {
    return columns;
  }

  static Map<String, Object> copy(Map<String, ?> columns) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
