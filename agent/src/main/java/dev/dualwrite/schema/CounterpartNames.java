package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.MappedName;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tables of one database are called in the other. */
final class CounterpartNames {
  private final Dialect primary;
  private final Dialect secondary;
  private final Supplier<Namespace> home;
  private final Mapping mapping;

  /**
   * Creates it.
   *
   * @param home where the primary's connections look for unqualified names before anything is
   *     changed
   */
  CounterpartNames(Dialect primary, Dialect secondary, Supplier<Namespace> home, Mapping mapping) {
    this.primary = primary;
    this.secondary = secondary;
    this.home = home;
    this.mapping = mapping;
  }

  /** Returns what is said of a table of the primary's. */
  Optional<TableMapping> mapping(TableName table) {
    return mapping.table(place(table), table.name());
  }

  /** Tells whether another table's rows go where this one's would by its name. */
  boolean isTaken(TableName table) {
    return mapping(table).flatMap(TableMapping::counterpart).isEmpty()
        && mapping.isTaken(Optional.empty(), table.name());
  }

  /** Returns what the secondary may call a table of the primary's, the likeliest first. */
  List<TableName> of(TableName table) {
    Optional<MappedName> renamed = mapping(table).flatMap(TableMapping::counterpart);
    Optional<String> moved =
        renamed.flatMap(MappedName::qualifier).or(() -> place(table).flatMap(mapping::schema));
    if (renamed.isEmpty() && moved.isEmpty()) {
      return List.of(alike(table, spelled(table.name())));
    }
    List<String> names =
        renamed.map(name -> written(name.name())).orElseGet(() -> List.of(spelled(table.name())));
    if (moved.isEmpty()) {
      return names.stream().map(name -> alike(table, name)).collect(Collectors.toList());
    }
    List<TableName> places = new ArrayList<>();
    for (String place : written(moved.get())) {
      names.forEach(name -> places.add(placed(place, name)));
    }
    return places;
  }

  /** Returns what the primary may call a table of the secondary's. */
  Stream<TableName> back(TableName own) {
    String name = spelledBack(own.name());
    TableName qualified =
        TableName.of(
            own.catalog().map(this::spelledBack).orElse(null),
            own.schema().map(this::spelledBack).orElse(null),
            name);
    Stream<TableName> alike = Stream.of(TableName.of(name), qualified);
    return mapping.isEmpty()
        ? alike
        : Stream.concat(alike, Stream.concat(renamed(own), moved(own)));
  }

  private Stream<TableName> renamed(TableName own) {
    return mapping.tables().stream()
        .filter(
            table ->
                table
                    .counterpart()
                    .filter(name -> name.name().equalsIgnoreCase(own.name()))
                    .isPresent())
        .flatMap(table -> ofPrimary(table.table()).stream());
  }

  private Stream<TableName> moved(TableName own) {
    return mapping.schemas().entrySet().stream()
        .filter(each -> place(own).filter(each.getValue()::equalsIgnoreCase).isPresent())
        .map(each -> placed(primary, each.getKey(), spelledBack(own.name())));
  }

  /** Returns the names by which the primary's schema may know a table of the mapping. */
  List<TableName> ofPrimary(MappedName table) {
    List<TableName> names = new ArrayList<>();
    for (String name : written(primary, table.name())) {
      if (table.qualifier().isPresent()) {
        written(primary, table.qualifier().get())
            .forEach(place -> names.add(placed(primary, place, name)));
      } else {
        names.add(TableName.of(name));
      }
    }
    return names;
  }

  private TableName alike(TableName table, String name) {
    Namespace ownHome = home.get();
    Optional<String> catalog =
        table.catalog().filter(given -> !ownHome.catalog().equals(Optional.of(given)));
    Optional<String> schema =
        table.schema().filter(given -> !ownHome.schema().equals(Optional.of(given)));
    return TableName.of(
        catalog.map(this::spelled).orElse(null), schema.map(this::spelled).orElse(null), name);
  }

  private TableName placed(String place, String name) {
    return placed(secondary, place, name);
  }

  private static TableName placed(Dialect dialect, String place, String name) {
    return dialect.qualifiesByCatalog()
        ? TableName.of(place, null, name)
        : TableName.of(place, name);
  }

  private static Optional<String> place(TableName table) {
    return table.schema().or(table::catalog);
  }

  /** Returns how the secondary spells a name of the mapping. */
  String spelledThere(String name) {
    return written(name).get(0);
  }

  private List<String> written(String name) {
    return written(secondary, name);
  }

  /** A name in lower case means what SQL without quotes would mean by it; any other, itself. */
  private static List<String> written(Dialect dialect, String name) {
    String folded = name.equals(name.toLowerCase(Locale.ROOT)) ? dialect.fold(name) : name;
    return folded.equals(name) ? List.of(name) : List.of(folded, name);
  }

  /**
   * A name in the case that its own database folds to means the same name in the other database's
   * case.
   */
  private String spelled(String name) {
    if (secondary.sameFamily(primary) || !primary.fold(name).equals(name)) {
      return name;
    }
    return secondary.fold(name.toLowerCase(Locale.ROOT));
  }

  private String spelledBack(String name) {
    if (secondary.sameFamily(primary) || !secondary.fold(name).equals(name)) {
      return name;
    }
    return primary.fold(name.toLowerCase(Locale.ROOT));
  }
}
