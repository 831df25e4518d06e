package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes PostgreSQL's array literals, such as {@code {1,"a b",NULL,{2}}}. */
final class PostgresArrays {
  private final String literal;
  private int position;

  private PostgresArrays(String literal) {
    this.literal = literal;
  }

  /** Returns the elements as text, null or {@link ArrayValue}; explicit bounds are passed over. */
  static List<Object> parse(String literal) {
    PostgresArrays parser = new PostgresArrays(literal);
    parser.position = literal.indexOf('{');
    return parser.elements();
  }

  private List<Object> elements() {
    List<Object> elements = new ArrayList<>();
    position++;
    while (literal.charAt(position) != '}') {
      elements.add(element());
      if (literal.charAt(position) == ',') {
        position++;
      }
    }
    position++;
    return elements;
  }

  private Object element() {
    char first = literal.charAt(position);
    if (first == '{') {
      return ArrayValue.of(elements());
    }
    return first == '"' ? quoted() : bare();
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    for (position++; literal.charAt(position) != '"'; position++) {
      if (literal.charAt(position) == '\\') {
        position++;
      }
      text.append(literal.charAt(position));
    }
    position++;
    return text.toString();
  }

  private String bare() {
    int start = position;
    while (",}".indexOf(literal.charAt(position)) < 0) {
      position++;
    }
    String text = literal.substring(start, position);
    return text.equals("NULL") ? null : text;
  }

  static String format(ArrayValue array) {
    return array.elements().stream()
        .map(PostgresArrays::formatElement)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String formatElement(Object element) {
    if (element == null) {
      return "NULL";
    }
    if (element instanceof ArrayValue) {
      return format((ArrayValue) element);
    }
    if (element instanceof byte[]) {
      return "\"\\\\x" + hex((byte[]) element) + '"';
    }
    return '"' + Texts.format(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 2);
    for (byte each : bytes) {
      text.append(Character.forDigit((each >> 4) & 15, 16))
          .append(Character.forDigit(each & 15, 16));
    }
    return text.toString();
  }
}
