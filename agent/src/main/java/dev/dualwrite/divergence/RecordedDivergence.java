package dev.dualwrite.divergence;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A record as it stands in the log. */
final class RecordedDivergence {
  private final Map<String, Object> fields;
  private final String place;

  /** A record with its parsed fields, at a place such as {@code log.jsonl:7}. */
  RecordedDivergence(Map<String, Object> fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  Map<String, Object> fields() {
    return fields;
  }

  String place() {
    return place;
  }

  String kind() {
    return text("kind").orElse("unknown");
  }

  /** The time as written, which sorts as text; empty if it is missing. */
  String time() {
    return text("time").orElse("");
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(Objects::toString);
  }

  /** Whether this record says that an earlier divergence is no more. */
  boolean resolves() {
    return kind().equals(DivergenceKind.RESOLVED.label());
  }

  /** Whether this record is of a difference that was still there as it was written. */
  boolean isOpen() {
    return !resolves() && !text("action").equals(Optional.of(DivergenceAction.REPAIRED.label()));
  }

  /** What a later record must have in common to resolve this one: the row, or the transaction. */
  Optional<String> subject() {
    return text("key")
        .map(key -> "row " + text("table").orElse("") + " " + key)
        .or(() -> text("transaction").map(name -> "transaction " + name));
  }
}
