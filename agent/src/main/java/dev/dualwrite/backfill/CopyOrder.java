package dev.dualwrite.backfill;

import dev.dualwrite.schema.TableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts tables into an order in which each row finds the rows that it refers to. Where tables refer
 * to each other in a circle, or a table to itself, a reference that takes NULL is left out at first
 * and copied in a second pass.
 */
final class CopyOrder {
  private final References references;
  private final Map<TableName, PlannedTable> byName = new HashMap<>();
  private final Set<PlannedTable> open;
  private final List<PlannedTable> placed = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** The tables that wait for a second pass, each with the parents that are to be there first. */
  private final Map<PlannedTable, Set<PlannedTable>> waiting = new HashMap<>();

  private CopyOrder(List<PlannedTable> tables, References references) {
    this.references = references;
    this.open = new LinkedHashSet<>(tables);
    tables.forEach(table -> byName.put(table.name(), table));
  }

  /** Returns the plan; tables for which there is no order get a problem. */
  static BackfillPlan of(List<PlannedTable> tables, References references) {
    CopyOrder order = new CopyOrder(tables, references);
    while (!order.open.isEmpty()) {
      order.place(order.next());
    }
    return new BackfillPlan(order.placed, order.steps);
  }

  private PlannedTable next() {
    for (PlannedTable table : open) {
      if (missingParents(table).isEmpty()) {
        return table;
      }
    }
    Set<PlannedTable> circling = circling();
    for (PlannedTable table : circling) {
      if (missingParents(table).stream().allMatch(each -> canWaitFor(table, each))) {
        return table;
      }
    }
    PlannedTable stuck = circling.iterator().next();
    stuck.problem(
        "refers to "
            + names(missingParents(stuck))
            + ", which refers back to it, and none of these references takes NULL. Make a column"
            + " of one of these foreign keys nullable on the secondary, or drop the foreign key"
            + " until the backfill is over");
    return stuck;
  }

  private void place(PlannedTable table) {
    Set<PlannedTable> later = missingParents(table);
    for (Reference reference : references.of(table)) {
      boolean toItself = reference.parent().equals(table.name());
      if (toItself || later.contains(byName.get(reference.parent()))) {
        leaveOut(table, reference, toItself);
      }
    }
    open.remove(table);
    placed.add(table);
    steps.add(new Step(table, Step.Pass.ROWS));
    if (!table.later().isEmpty()) {
      waiting.put(table, later);
    }
    secondPasses(table);
  }

  private static void leaveOut(PlannedTable table, Reference reference, boolean toItself) {
    if (reference.canWait()) {
      table.fillLater(reference.nullable());
    } else if (toItself && table.copyable()) {
      table.problem(
          "refers to itself by "
              + reference.name()
              + " ("
              + String.join(", ", reference.columns())
              + "), which doesn't take NULL, so that no row can be the first. Make the column"
              + " nullable on the secondary, or drop the foreign key until the backfill is over");
    }
  }

  private void secondPasses(PlannedTable justPlaced) {
    waiting.values().forEach(parents -> parents.remove(justPlaced));
    for (PlannedTable table : placed) {
      if (waiting.containsKey(table) && waiting.get(table).isEmpty()) {
        waiting.remove(table);
        steps.add(new Step(table, Step.Pass.REFERENCES));
      }
    }
  }

  /** The other tables that it refers to and that aren't placed. */
  private Set<PlannedTable> missingParents(PlannedTable table) {
    Set<PlannedTable> missing = new LinkedHashSet<>();
    for (Reference reference : references.of(table)) {
      Optional.ofNullable(byName.get(reference.parent()))
          .filter(parent -> parent != table && open.contains(parent))
          .ifPresent(missing::add);
    }
    return missing;
  }

  private boolean canWaitFor(PlannedTable table, PlannedTable parent) {
    return references.of(table).stream()
        .filter(reference -> reference.parent().equals(parent.name()))
        .allMatch(Reference::canWait);
  }

  /** The tables from which references lead back to them; there is one where all wait for others. */
  private Set<PlannedTable> circling() {
    Set<PlannedTable> circling = new LinkedHashSet<>();
    for (PlannedTable table : open) {
      if (reaches(table, table)) {
        circling.add(table);
      }
    }
    return circling;
  }

  private boolean reaches(PlannedTable from, PlannedTable to) {
    Set<PlannedTable> seen = new HashSet<>();
    Deque<PlannedTable> next = new ArrayDeque<>(missingParents(from));
    while (!next.isEmpty()) {
      PlannedTable table = next.remove();
      if (table == to) {
        return true;
      }
      if (seen.add(table)) {
        next.addAll(missingParents(table));
      }
    }
    return false;
  }

  private static String names(Set<PlannedTable> tables) {
    return String.join(", ", tables.stream().map(PlannedTable::toString).toArray(String[]::new));
  }
}
