package dev.dualwrite.state;

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
public final class JsonFields {
  private final Map<?, ?> fields;

  private JsonFields(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Wraps an object that was read. */
  public static JsonFields of(Map<?, ?> fields) {
    return new JsonFields(fields);
  }

  /**
   * Reads the text of an object.
   *
   * @throws IOException when it is none
   */
  public static JsonFields parse(String text) throws IOException {
    return new JsonFields(JSON.std.mapFrom(text));
  }

  /** Writes an object in one line. */
  public static String line(Map<?, ?> object) {
    try {
      return JSON.std.asString(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a document cannot be written as JSON", impossible);
    }
  }

  /** All fields. */
  @SuppressWarnings("unchecked") // JSON has no other names than texts.
  public Map<String, Object> asMap() {
    return (Map<String, Object>) fields;
  }

  /** A text. */
  public Optional<String> text(String name) {
    Object value = fields.get(name);
    return value instanceof String ? Optional.of((String) value) : Optional.empty();
  }

  /** A text, or another one where it is absent. */
  public String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  /** A number. */
  public Optional<Double> decimal(String name) {
    Object value = fields.get(name);
    return value instanceof Number ? Optional.of(((Number) value).doubleValue()) : Optional.empty();
  }

  /** A whole number. */
  public Optional<Long> number(String name) {
    Object value = fields.get(name);
    return value instanceof Number ? Optional.of(((Number) value).longValue()) : Optional.empty();
  }

  /** A whole number, or another one where it is absent. */
  public long number(String name, long otherwise) {
    return number(name).orElse(otherwise);
  }

  /** Whether a flag is set. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A time in ISO-8601. */
  public Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  /** An object. */
  public Optional<JsonFields> object(String name) {
    Object value = fields.get(name);
    return value instanceof Map ? Optional.of(new JsonFields((Map<?, ?>) value)) : Optional.empty();
  }

  /** The texts of a list; empty where it is absent. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object each : list(name)) {
      texts.add(String.valueOf(each));
    }
    return texts;
  }

  /** The objects of a list; empty where it is absent. */
  public List<JsonFields> objects(String name) {
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
