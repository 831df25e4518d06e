package dev.dualwrite.demo.tour;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The JSON that a command printed, or the shop. */
record Answer(Map<String, Object> fields) {

  static Answer parse(String text) throws IOException {
    return new Answer(JSON.std.mapFrom(text));
  }

  /** A field, or one of an object in it. */
  private Object value(String... path) {
    Object value = fields;
    for (String name : path) {
      value = value instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return value;
  }

  String text(String... path) {
    return String.valueOf(value(path));
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(value(name));
  }

  long number(String... path) {
    return value(path) instanceof Number number ? number.longValue() : -1;
  }

  double decimal(String... path) {
    return value(path) instanceof Number number ? number.doubleValue() : -1;
  }

  List<Answer> objects(String name) {
    return value(name) instanceof List<?> list
        ? list.stream().map(Answer::ofObject).toList()
        : List.of();
  }

  /** The sum of a number over all objects of a list. */
  long sum(String list, String number) {
    return objects(list).stream().mapToLong(object -> object.number(number)).sum();
  }

  @SuppressWarnings("unchecked")
  private static Answer ofObject(Object object) {
    return new Answer((Map<String, Object>) object);
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
