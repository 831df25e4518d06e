package dev.dualwrite.mapping;

import dev.dualwrite.phase.Side;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the secondary calls or holds otherwise than the primary; names count in whatever case. */
public final class Mapping {
  private static final Mapping NONE = new Mapping(Side.OLD, Map.of(), List.of());

  private final Side primary;
  private final Map<String, String> schemas;
  private final List<TableMapping> tables;

  /** Makes it of the secondary's schemas by the primary's, and the tables that differ. */
  Mapping(Side primary, Map<String, String> schemas, List<TableMapping> tables) {
    this.primary = primary;
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(schemas);
    this.schemas = Collections.unmodifiableMap(copy);
    this.tables = List.copyOf(tables);
  }

  /** Returns the mapping of two databases that call and hold everything alike. */
  public static Mapping none() {
    return NONE;
  }

  /** Tells whether everything is alike. */
  public boolean isEmpty() {
    return schemas.isEmpty() && tables.isEmpty();
  }

  /** Returns this, which is written from old to new, as seen from a primary. */
  public Mapping from(Side primary) {
    switch (primary) {
      case OLD:
        return this;
      case NEW:
        return reversed();
    }
    throw new AssertionError(primary);
  }

  private Mapping reversed() {
    Map<String, String> back = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    schemas.forEach((from, to) -> back.put(to, from));
    return new Mapping(
        Side.NEW, back, tables.stream().map(TableMapping::reversed).collect(Collectors.toList()));
  }

  /** Returns the side from which it is seen. */
  public Side primary() {
    return primary;
  }

  /** Returns the tables of which something is said. */
  public List<TableMapping> tables() {
    return tables;
  }

  /** Returns the secondary's schemas (MySQL: databases) by the primary's. */
  public Map<String, String> schemas() {
    return schemas;
  }

  /** Returns what is said of a table, in a schema (MySQL: database) that may not be known. */
  public Optional<TableMapping> table(Optional<String> place, String name) {
    return tables.stream().filter(each -> each.table().isOf(place, name)).findFirst();
  }

  /** Returns the secondary's name of a schema of the primary's, where it has another one. */
  public Optional<String> schema(String name) {
    return Optional.ofNullable(schemas.get(name));
  }

  /**
   * Tells whether the secondary's table of this name is another's counterpart, so that a table that
   * the primary calls so has none.
   */
  public boolean isTaken(Optional<String> place, String name) {
    return tables.stream()
        .anyMatch(
            each ->
                each.counterpart().filter(taken -> taken.isOf(place, name)).isPresent()
                    && !each.table().isOf(place, name));
  }

  /** Tells whether SQL that names this table may not be sent to the secondary as it is. */
  public boolean touches(Optional<String> place, String name) {
    if (isEmpty()) {
      return false;
    }
    boolean moved = !schemas.isEmpty() && (place.isEmpty() || schemas.containsKey(place.get()));
    return moved || table(place, name).isPresent() || isTaken(place, name);
  }

  /**
   * Returns the keys that stand against sending the application's SQL to new, since it names what
   * only old calls so; empty where it may be routed.
   */
  public List<String> unroutable() {
    return tables.stream()
        .filter(TableMapping::changesNamesOrValues)
        .map(table -> table.table().toString())
        .collect(Collectors.toList());
  }
}
