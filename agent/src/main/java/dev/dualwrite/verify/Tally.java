package dev.dualwrite.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was found in one table so far. */
final class Tally implements Consumer<Difference> {
  /** Further ones are counted and logged, but not kept. */
  static final int MOST_KEPT = 10_000;

  private final Consumer<Difference> sink;
  private final List<Difference> kept = new ArrayList<>();
  private long primaryRows;
  private long secondaryRows;
  private long checked;
  private long missing;
  private long extra;
  private long different;

  Tally(Consumer<Difference> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(Difference difference) {
    switch (difference.kind()) {
      case MISSING:
        missing++;
        break;
      case EXTRA:
        extra++;
        break;
      case DIFFERS:
        different++;
        break;
    }
    if (kept.size() < MOST_KEPT) {
      kept.add(difference);
    }
    sink.accept(difference);
  }

  void rows(long primary, long secondary) {
    primaryRows = primary;
    secondaryRows = secondary;
  }

  void addRows(long primary, long secondary) {
    primaryRows += primary;
    secondaryRows += secondary;
  }

  /** The primary has so many rows more, or less, whose keys aren't known. */
  void countDifference(long more) {
    missing += Math.max(0, more);
    extra += Math.max(0, -more);
  }

  void checked(long rows) {
    checked += rows;
  }

  long primaryRows() {
    return primaryRows;
  }

  long secondaryRows() {
    return secondaryRows;
  }

  long checked() {
    return checked;
  }

  long missing() {
    return missing;
  }

  long extra() {
    return extra;
  }

  long different() {
    return different;
  }

  List<Difference> kept() {
    return kept;
  }
}
