package dev.dualwrite.rows;

import java.util.List;

/** A column type with literals of values that are easily lost on the way to another database. */
record TypeCase(String type, List<String> literals) {

  static TypeCase of(String type, String... literals) {
    return new TypeCase(type, List.of(literals));
  }

  @Override
  public String toString() {
    return type;
  }
}
