package dev.dualwrite.verify;

import java.util.List;
import java.util.Optional;

/** What one look at a key showed. */
final class Sight {

  /** The kinds of sights. */
  enum Kind {
    EQUAL,
    DIFFERENT,
    /** Others have the primary's row locked, so that it was passed over. */
    LOCKED
  }

  private final Kind kind;
  private final Row primary;
  private final Row secondary;
  private final List<Integer> differing;

  private Sight(Kind kind, Row primary, Row secondary, List<Integer> differing) {
    this.kind = kind;
    this.primary = primary;
    this.secondary = secondary;
    this.differing = differing;
  }

  static Sight equal() {
    return new Sight(Kind.EQUAL, null, null, List.of());
  }

  static Sight locked() {
    return new Sight(Kind.LOCKED, null, null, List.of());
  }

  static Sight different(Row primary, Row secondary, List<Integer> differing) {
    return new Sight(Kind.DIFFERENT, primary, secondary, differing);
  }

  Kind kind() {
    return kind;
  }

  Optional<Row> primary() {
    return Optional.ofNullable(primary);
  }

  Optional<Row> secondary() {
    return Optional.ofNullable(secondary);
  }

  /** The positions of the columns that differ, where both sides have the row. */
  List<Integer> differing() {
    return differing;
  }
}
