package dev.dualwrite.wayback;

import java.util.List;
import java.util.stream.Collectors;

/** What a probe of the way back found, table by table. */
public final class ReturnProof {
  private final List<TableReturn> tables;
  private final long millis;

  ReturnProof(List<TableReturn> tables, long millis) {
    this.tables = List.copyOf(tables);
    this.millis = millis;
  }

  /** Returns all tables that take part, in the order in which they were tried. */
  public List<TableReturn> tables() {
    return tables;
  }

  /** Returns those that can't be written back; empty where the way back is proven. */
  public List<TableReturn> failures() {
    return with(TableReturn.Outcome.FAILED);
  }

  /** Returns those with this outcome. */
  public List<TableReturn> with(TableReturn.Outcome outcome) {
    return tables.stream()
        .filter(table -> table.outcome() == outcome)
        .collect(Collectors.toUnmodifiableList());
  }

  /** Returns the time that the whole probe took, in ms, reading the schemas included. */
  public long millis() {
    return millis;
  }
}
