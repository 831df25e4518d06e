package dev.dualwrite.mapping;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A table's name as the configuration writes it, with or without its schema (MySQL: database). */
public final class MappedName {
  private final String qualifier;
  private final String name;

  private MappedName(String qualifier, String name) {
    this.qualifier = qualifier;
    this.name = Objects.requireNonNull(name, "name");
  }

  /** Returns the name of a text such as {@code orders} or {@code shop.orders}. */
  static Optional<MappedName> parse(String text) {
    String[] parts = text.split("\\.", -1);
    for (String part : parts) {
      if (part.isBlank() || !part.equals(part.trim())) {
        return Optional.empty();
      }
    }
    switch (parts.length) {
      case 1:
        return Optional.of(new MappedName(null, parts[0]));
      case 2:
        return Optional.of(new MappedName(parts[0], parts[1]));
      default:
        return Optional.empty();
    }
  }

  /** Returns the schema (MySQL: database), where it is written. */
  public Optional<String> qualifier() {
    return Optional.ofNullable(qualifier);
  }

  /** Returns the name alone. */
  public String name() {
    return name;
  }

  /**
   * Tells whether this names the table, in whatever case; where one of the two isn't qualified, by
   * the name alone.
   */
  boolean isOf(Optional<String> place, String table) {
    boolean placed =
        qualifier == null || place.isEmpty() || qualifier.equalsIgnoreCase(place.get());
    return placed && name.equalsIgnoreCase(table);
  }

  /** Two names that differ in case alone name the same table. */
  String folded() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return qualifier == null ? name : qualifier + '.' + name;
  }
}
