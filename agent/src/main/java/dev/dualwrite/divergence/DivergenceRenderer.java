package dev.dualwrite.divergence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.dualwrite.config.LoggedValues;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.plan.SqlMasker;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the line of a divergence, with no more of the application's values than are wanted. */
final class DivergenceRenderer {
  private static final int MAX_SQL = 16_384;
  private static final int MAX_MESSAGE = 2_048;

  private final JsonFactory factory = new JsonFactory();
  private final LoggedValues values;
  private final SqlMasker masker;
  private final String instance;

  DivergenceRenderer(LoggedValues values, SqlMasker masker, String instance) {
    this.values = values;
    this.masker = masker;
    this.instance = instance;
  }

  /** The line in UTF-8, with its line end. */
  byte[] line(Divergence divergence) throws IOException {
    // By way of characters: the generator for bytes refuses half of a surrogate pair.
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      write(json, divergence);
      json.writeEndObject();
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator json, Divergence divergence) throws IOException {
    json.writeStringField("time", Timestamps.text(divergence.time()));
    json.writeStringField("id", divergence.id());
    json.writeStringField("kind", divergence.kind().label());
    text(json, "phase", divergence.phase().map(phase -> phase.label()));
    text(json, "side", divergence.side().map(side -> side.label()));
    text(json, "table", divergence.table());
    if (divergence.key().isPresent() && showsKeys()) {
      json.writeFieldName("key");
      JsonValues.writeColumns(json, divergence.key().get());
    }
    text(json, "sql", divergence.sql().map(this::sql));
    if (divergence.bindValues().isPresent() && showsValues()) {
      writeBindValues(json, divergence.bindValues().get());
    }
    writeEvidence(json, "expected", divergence.expected());
    writeEvidence(json, "actual", divergence.actual());
    if (divergence.error().isPresent()) {
      writeError(json, divergence.error().get());
    }
    text(json, "transaction", divergence.transaction());
    json.writeStringField("instance", divergence.instance().orElse(instance));
    json.writeStringField("action", divergence.action().label());
    if (divergence.origin().isPresent()) {
      writeOrigin(json, divergence.origin().get());
    }
  }

  private String sql(String sql) {
    String shown = showsValues() ? sql : masker.mask(sql);
    return JsonValues.shortened(Secrets.mask(shown), MAX_SQL);
  }

  private static void writeBindValues(JsonGenerator json, List<Object> bindValues)
      throws IOException {
    json.writeArrayFieldStart("values");
    for (Object value : bindValues) {
      JsonValues.write(json, value);
    }
    json.writeEndArray();
  }

  private void writeEvidence(JsonGenerator json, String field, Optional<Evidence> evidence)
      throws IOException {
    if (evidence.isEmpty()) {
      return;
    }
    switch (evidence.get().content()) {
      case PLAIN:
        json.writeFieldName(field);
        JsonValues.write(json, evidence.get().value());
        return;
      case KEY:
        writeColumns(json, field, evidence.get().columns(), showsKeys());
        return;
      case VALUES:
        writeColumns(json, field, evidence.get().columns(), showsValues());
        return;
    }
    throw new AssertionError(evidence.get().content());
  }

  /** Writes columns with their values, or the columns' names alone. */
  private static void writeColumns(
      JsonGenerator json, String field, Map<String, Object> columns, boolean withValues)
      throws IOException {
    if (withValues) {
      json.writeFieldName(field);
      JsonValues.writeColumns(json, columns);
      return;
    }
    json.writeObjectFieldStart(field);
    for (String column : columns.keySet()) {
      json.writeStringField(column, "?");
    }
    json.writeEndObject();
  }

  private void writeError(JsonGenerator json, DatabaseError error) throws IOException {
    json.writeObjectFieldStart("error");
    text(json, "state", error.state());
    if (error.code().isPresent()) {
      json.writeNumberField("code", error.code().get());
    }
    json.writeStringField(
        "message", JsonValues.shortened(Secrets.mask(message(error)), MAX_MESSAGE));
    json.writeEndObject();
  }

  private String message(DatabaseError error) {
    boolean whole = showsValues() || error.author() == DatabaseError.Author.US;
    return whole ? error.message() : MessageMasker.mask(error.message());
  }

  private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
    json.writeObjectFieldStart("origin");
    json.writeStringField("class", origin.className());
    json.writeStringField("method", origin.method());
    if (origin.line() > 0) {
      json.writeNumberField("line", origin.line());
    }
    json.writeEndObject();
  }

  private boolean showsKeys() {
    return values != LoggedValues.NONE;
  }

  private boolean showsValues() {
    return values == LoggedValues.ALL;
  }

  private static void text(JsonGenerator json, String field, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(field, text.get());
    }
  }
}
