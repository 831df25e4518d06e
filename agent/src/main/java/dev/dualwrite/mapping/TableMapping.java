package dev.dualwrite.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of one table is otherwise on the secondary than on the primary. Columns are named in
 * whatever case.
 */
public final class TableMapping {
  private static final TableMapping SAME = new Builder(null).build();

  private final MappedName table;
  private final MappedName counterpart;
  private final Map<String, String> renamed;
  private final Set<String> leftOut;
  private final Set<String> added;
  private final Map<String, String> constants;
  private final Map<String, Conversion> conversions;

  private TableMapping(Builder builder) {
    this.table = builder.table;
    this.counterpart = builder.counterpart;
    this.renamed = Collections.unmodifiableMap(copy(builder.renamed));
    this.leftOut = Collections.unmodifiableSet(copy(builder.leftOut));
    this.added = Collections.unmodifiableSet(copy(builder.added));
    this.constants = Collections.unmodifiableMap(copy(builder.constants));
    this.conversions = Collections.unmodifiableMap(copy(builder.conversions));
  }

  private static <T> Map<String, T> copy(Map<String, T> map) {
    Map<String, T> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(map);
    return copy;
  }

  private static Set<String> copy(Set<String> set) {
    Set<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    copy.addAll(set);
    return copy;
  }

  /** Returns the mapping of a table that is the same on both sides. */
  public static TableMapping same() {
    return SAME;
  }

  /** Returns the primary's table. */
  public MappedName table() {
    return table;
  }

  /** Returns the secondary's table, where it has another name. */
  public Optional<MappedName> counterpart() {
    return Optional.ofNullable(counterpart);
  }

  /** Returns the secondary's columns by the primary's, where the names differ. */
  public Map<String, String> renamed() {
    return renamed;
  }

  /** Returns what the secondary calls a column of the primary's. */
  public String nameOf(String column) {
    return renamed.getOrDefault(column, column);
  }

  /** Returns the primary's columns that the secondary hasn't. */
  public Set<String> leftOut() {
    return leftOut;
  }

  /** Returns the secondary's columns that the primary hasn't, and that nothing is written to. */
  public Set<String> added() {
    return added;
  }

  /** Returns the texts of the values of the secondary's columns that the primary hasn't. */
  public Map<String, String> constants() {
    return constants;
  }

  /** Returns the conversions by the primary's columns. */
  public Map<String, Conversion> conversions() {
    return conversions;
  }

  /** Returns what becomes of the values of a primary's column, where it isn't the same. */
  public Optional<Conversion> conversion(String column) {
    return Optional.ofNullable(conversions.get(column));
  }

  /** Tells whether the rows of both sides hold other values, apart from columns left out. */
  public boolean changesValues() {
    return !conversions.isEmpty() || !constants.isEmpty();
  }

  /** Tells whether SQL that names the primary's columns may have another meaning there. */
  boolean changesNamesOrValues() {
    return counterpart != null || !renamed.isEmpty() || changesValues();
  }

  /** Returns the same as seen from the other side, as far as it can be routed. */
  TableMapping reversed() {
    Builder builder = new Builder(counterpart().orElse(table));
    builder.leftOut.addAll(added);
    builder.added.addAll(leftOut);
    return builder.build();
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    counterpart().ifPresent(name -> parts.add(table + " is " + name));
    renamed.forEach((from, to) -> parts.add(from + " is " + to));
    constants.keySet().forEach(column -> parts.add(column + " is a constant"));
    conversions.forEach((column, conversion) -> parts.add(column + " by " + conversion.label()));
    return String.join(", ", parts);
  }

  /** Collects what is said of a table. */
  static final class Builder {
    private final MappedName table;
    private MappedName counterpart;
    private final Map<String, String> renamed = copy(Map.<String, String>of());
    private final Set<String> leftOut = copy(Set.of());
    private final Set<String> added = copy(Set.of());
    private final Map<String, String> constants = copy(Map.<String, String>of());
    private final Map<String, Conversion> conversions = copy(Map.<String, Conversion>of());

    Builder(MappedName table) {
      this.table = table;
    }

    void counterpart(MappedName name) {
      counterpart = name;
    }

    Optional<MappedName> counterpart() {
      return Optional.ofNullable(counterpart);
    }

    MappedName table() {
      return table;
    }

    Map<String, String> renamed() {
      return renamed;
    }

    Set<String> leftOut() {
      return leftOut;
    }

    Set<String> added() {
      return added;
    }

    Map<String, String> constants() {
      return constants;
    }

    Map<String, Conversion> conversions() {
      return conversions;
    }

    TableMapping build() {
      return new TableMapping(this);
    }
  }
}
