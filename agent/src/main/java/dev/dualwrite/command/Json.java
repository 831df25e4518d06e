package dev.dualwrite.command;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Prints results as JSON. */
final class Json {
  private Json() {}

  /** The object in several lines. */
  static String text(Map<String, Object> object) {
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(object);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a result cannot be written as JSON", impossible);
    }
  }
}
