package dev.dualwrite.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares JSON texts by what they mean: spaces, the order of an object's fields and zeros at the
 * end of a number mean nothing. Of a field that occurs twice the last counts, as it does for the
 * databases that keep no text.
 */
final class JsonMeaning {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final Object NULL = new Object();

  private JsonMeaning() {}

  /** Tells whether the texts mean the same; what is no JSON means itself. */
  static boolean equal(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      return parse(one).equals(parse(other));
    } catch (IOException | StackOverflowError notReadable) {
      return false;
    }
  }

  private static Object parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return value;
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("no value");
    }
    switch (token) {
      case START_OBJECT:
        return object(parser);
      case START_ARRAY:
        return array(parser);
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return parser.getDecimalValue().signum() == 0
            ? BigDecimal.ZERO
            : parser.getDecimalValue().stripTrailingZeros();
      case VALUE_STRING:
        return parser.getText();
      case VALUE_TRUE:
        return true;
      case VALUE_FALSE:
        return false;
      case VALUE_NULL:
        return NULL;
      case NOT_AVAILABLE:
      case END_OBJECT:
      case END_ARRAY:
      case FIELD_NAME:
      case VALUE_EMBEDDED_OBJECT:
        throw new IOException("no value: " + token);
    }
    throw new AssertionError(token);
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
