package dev.dualwrite.operations;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object that another version, or somebody else, may have written: what is
 * missing or of another type is absent.
 */
final class JsonFields {
  private final Map<?, ?> fields;

  private JsonFields(Map<?, ?> fields) {
    this.fields = fields;
  }

  static JsonFields of(Map<?, ?> fields) {
    return new JsonFields(fields);
  }

  /**
   * Reads the text of an object.
   *
   * @throws IOException when it is none
   */
  static JsonFields parse(String text) throws IOException {
    return new JsonFields(JSON.std.mapFrom(text));
  }

  /** Writes an object in one line. */
  static String line(Map<?, ?> object) {
    try {
      return JSON.std.asString(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a document cannot be written as JSON", impossible);
    }
  }

  Map<?, ?> asMap() {
    return fields;
  }

  Optional<String> text(String name) {
    Object value = fields.get(name);
    return value instanceof String ? Optional.of((String) value) : Optional.empty();
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  Optional<Double> decimal(String name) {
    Object value = fields.get(name);
    return value instanceof Number ? Optional.of(((Number) value).doubleValue()) : Optional.empty();
  }

  Optional<Long> number(String name) {
    Object value = fields.get(name);
    return value instanceof Number ? Optional.of(((Number) value).longValue()) : Optional.empty();
  }

  long number(String name, long otherwise) {
    return number(name).orElse(otherwise);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  Optional<JsonFields> object(String name) {
    Object value = fields.get(name);
    return value instanceof Map ? Optional.of(new JsonFields((Map<?, ?>) value)) : Optional.empty();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      texts.add(String.valueOf(each));
    }
    return texts;
  }

  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (Object each : list(name)) {
      if (each instanceof Map) {
        objects.add(new JsonFields((Map<?, ?>) each));
      }
    }
    return objects;
  }

  private List<?> list(String name) {
    Object value = fields.get(name);
    return value instanceof List ? (List<?>) value : List.of();
  }
}
