package dev.dualwrite.verify;

import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the last verification of a table came to, as the state keeps it. */
public final class VerifiedTable {
  private final Map<String, Object> fields;

  private VerifiedTable(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Returns what is to be kept of a result. */
  public static VerifiedTable of(TableResult result, Instant ended) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", result.table().toString());
    fields.put("strategy", result.strategy().label());
    fields.put("begun", result.begun().toString());
    fields.put("ended", ended.toString());
    fields.put("rows", result.rows());
    fields.put("checked", result.checked());
    fields.put("missing", result.missing());
    fields.put("extra", result.extra());
    fields.put("different", result.different());
    fields.put("clean", result.clean());
    if (result.provesAllRows()) {
      fields.put("provenSince", result.begun().toString());
    }
    List<Object> names = new ArrayList<>();
    names.add(name(result.table()));
    result.counterpart().ifPresent(counterpart -> names.add(name(counterpart)));
    fields.put("names", names);
    return new VerifiedTable(fields);
  }

  private static Map<String, Object> name(TableName table) {
    Map<String, Object> name = new LinkedHashMap<>();
    table.catalog().ifPresent(catalog -> name.put("catalog", catalog));
    table.schema().ifPresent(schema -> name.put("schema", schema));
    name.put("name", table.name());
    return name;
  }

  /** Returns what was kept; fields that are missing, or of another type, are absent. */
  public static VerifiedTable read(Map<?, ?> object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return new VerifiedTable(fields);
  }

  /** Returns it as a JSON object. */
  public Map<String, Object> json() {
    return new LinkedHashMap<>(fields);
  }

  /** Returns the table's name in the terms of the side that was the primary. */
  public String table() {
    return String.valueOf(fields.get("table"));
  }

  /** Returns the strategy that was used. */
  public Optional<Strategy> strategy() {
    return Strategy.parse(String.valueOf(fields.get("strategy")));
  }

  /** Returns when it began. */
  public Optional<Instant> begun() {
    return time("begun");
  }

  /** Tells whether it was done to the end, and nothing differed. */
  public boolean clean() {
    return Boolean.TRUE.equals(fields.get("clean"));
  }

  /**
   * Returns since when every field of every row is known to have been equal: the begin of the last
   * verification over all rows, unless a later one found a difference.
   */
  public Optional<Instant> provenSince() {
    return time("provenSince");
  }

  /** Returns the table's names on the two sides. */
  public List<TableName> names() {
    List<TableName> names = new ArrayList<>();
    Object all = fields.get("names");
    for (Object each : all instanceof List ? (List<?>) all : List.of()) {
      if (each instanceof Map && ((Map<?, ?>) each).get("name") instanceof String) {
        Map<?, ?> name = (Map<?, ?>) each;
        names.add(
            TableName.of(
                (String) name.get("catalog"),
                (String) name.get("schema"),
                (String) name.get("name")));
      }
    }
    return names;
  }

  /** Returns this with an earlier proof, which a look at some of the rows leaves standing. */
  VerifiedTable after(VerifiedTable earlier) {
    if (!clean() || provenSince().isPresent() || earlier.provenSince().isEmpty()) {
      return this;
    }
    Map<String, Object> both = json();
    both.put("provenSince", earlier.fields.get("provenSince"));
    return new VerifiedTable(both);
  }

  private Optional<Instant> time(String field) {
    try {
      return Optional.ofNullable(fields.get(field)).map(String::valueOf).map(Instant::parse);
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }
}
