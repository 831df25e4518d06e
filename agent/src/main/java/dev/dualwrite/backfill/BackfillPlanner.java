package dev.dualwrite.backfill;

import dev.dualwrite.dialect.ColumnType;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.MappingProblem;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.verify.DatabasesToVerify;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is to be copied, in which order, and what stands against it; only reads. */
public final class BackfillPlanner {
  private final DatabasesToVerify databases;
  private final Dialect primaryDialect;
  private final Dialect secondaryDialect;

  /** Makes a planner; nothing is opened yet. */
  public BackfillPlanner(DatabasesToVerify databases) {
    this.databases = databases;
    this.primaryDialect = databases.primary().dialect();
    this.secondaryDialect = databases.secondary().dialect();
  }

  /**
   * Plans to copy tables of the primary.
   *
   * @throws SQLException when one of the databases can't be asked
   */
  public BackfillPlan plan(List<TableName> chosen) throws SQLException {
    try (Connection secondary = databases.secondary().open();
        Connection primary = databases.primary().open()) {
      List<PlannedTable> tables = new ArrayList<>();
      for (TableName table : chosen) {
        tables.add(planned(table));
      }
      RowEstimate estimate = new RowEstimate(primary, primaryDialect);
      for (PlannedTable table : tables) {
        if (table.primary() != null) {
          table.estimatedRows(estimate.of(table.primary()));
        }
      }
      return CopyOrder.of(tables, References.read(secondary, tables));
    }
  }

  private PlannedTable planned(TableName name) {
    Optional<TableDescription> primary =
        databases.primary().schema().table(name, Namespace.unknown());
    if (primary.isEmpty()) {
      String problem = "is not on " + databases.primary() + ", or can't be looked up there";
      return new PlannedTable(name, null, null, List.of(problem));
    }
    Optional<TableDescription> secondary = databases.counterparts().table(primary.get());
    List<String> problems =
        secondary.isPresent()
            ? problems(primary.get(), secondary.get())
            : List.of(
                "is not on "
                    + databases.secondary()
                    + ", or can't be looked up there. Make it, or leave it out by"
                    + " dualwrite.tables.exclude");
    return new PlannedTable(name, primary.get(), secondary.orElse(null), problems);
  }

  private List<String> problems(TableDescription primary, TableDescription secondary) {
    List<String> problems = new ArrayList<>();
    for (MappingProblem problem : databases.counterparts().problems(primary, secondary)) {
      problems.add("isn't as its mapping says: " + problem);
    }
    columns(primary, secondary, problems);
    if (!primary.hasPrimaryKey()) {
      problems.add(
          "has no primary key, so that its rows can't be told apart. Give it one, or copy it by"
              + " other means while nothing is written to it");
    } else {
      key(primary, secondary, problems);
    }
    return problems;
  }

  private void columns(
      TableDescription primary, TableDescription secondary, List<String> problems) {
    Set<String> taken = new HashSet<>();
    for (String constant : secondary.mapping().constants().keySet()) {
      secondary.ownColumn(constant).map(Column::name).ifPresent(taken::add);
    }
    TypeFit fit = new TypeFit(primaryDialect, secondaryDialect, secondary.name());
    for (Column column : primary.columns()) {
      if (secondary.mapping().leftOut().contains(column.name())) {
        continue;
      }
      Optional<Column> counterpart = secondary.column(column.name());
      counterpart.ifPresent(found -> taken.add(found.name()));
      if (counterpart.isEmpty() && !column.computed()) {
        problems.add(
            "has no column "
                + column.name()
                + " on "
                + databases.secondary()
                + ". Add it there, or leave the table out by dualwrite.tables.exclude");
      } else if (counterpart.isPresent()
          && !counterpart.get().computed()
          && secondary.mapping().conversion(column.name()).isEmpty()
          && !fit.fits(column, counterpart.get())) {
        problems.add(
            "has a column "
                + column.name()
                + " of type "
                + column.typeName()
                + ", which "
                + counterpart.get().typeName()
                + " on "
                + databases.secondary()
                + " can't hold. Change the type there");
      }
    }
    for (Column column : secondary.writableColumns()) {
      if (!taken.contains(column.name()) && isDemanded(column)) {
        problems.add(
            "has a column "
                + column.name()
                + " on "
                + databases.secondary()
                + " alone, which takes no NULL and has no default. Give it a default, or make it"
                + " nullable");
      }
    }
  }

  private static boolean isDemanded(Column column) {
    return !column.nullable()
        && column.defaultExpression().isEmpty()
        && !column.autoIncrement()
        && !column.identityAlways();
  }

  private void key(TableDescription primary, TableDescription secondary, List<String> problems) {
    Set<String> own = new HashSet<>();
    for (String name : primary.primaryKey()) {
      primary.column(name).ifPresent(column -> orderOf(column, problems));
      secondary.column(name).map(Column::name).ifPresent(own::add);
    }
    boolean unique =
        secondary.uniqueKeys().stream().anyMatch(key -> own.equals(new HashSet<>(key.columns())));
    if (!unique && own.size() == primary.primaryKey().size()) {
      problems.add(
          "has no unique key over "
              + own.stream().sorted().collect(Collectors.joining(", "))
              + " on "
              + databases.secondary()
              + ". Make it the primary key there, as it is on "
              + databases.primary());
    }
  }

  private void orderOf(Column column, List<String> problems) {
    ColumnType type = column.type();
    if (!primaryDialect.scans().ordersAsItCompares(type)) {
      problems.add(
          "has a key column "
              + column.name()
              + " of type "
              + column.typeName()
              + ", whose values "
              + primaryDialect
              + " sorts in one way and compares in another, so that it can't be read page by page."
              + " Copy it by other means, or give the key another type");
    }
  }
}
