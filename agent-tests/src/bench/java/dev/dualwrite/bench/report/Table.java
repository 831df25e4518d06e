package dev.dualwrite.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(List<String> head) {
    row(head);
    lines.add("|" + " --- |".repeat(head.size()));
  }

  Table(String... head) {
    this(List.of(head));
  }

  /** Adds a row; changes and returns this. */
  Table row(List<String> cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
    return this;
  }

  /** Adds a row; changes and returns this. */
  Table row(String... cells) {
    return row(List.of(cells));
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
