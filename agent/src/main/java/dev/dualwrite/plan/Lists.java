package dev.dualwrite.plan;

import java.util.ArrayList;
import java.util.List;

/** Splits runs of tokens at their commas. */
final class Lists {

  private Lists() {}

  /** Returns the items between the commas on the level of the first token; none for no tokens. */
  static List<Range> split(SqlTokens tokens, Range range) {
    List<Range> items = new ArrayList<>();
    if (range.isEmpty()) {
      return items;
    }
    int depth = tokens.depth(range.from());
    int from = range.from();
    while (true) {
      int comma = tokens.nextSymbol(from, range.to(), ',', depth);
      items.add(Range.of(from, comma));
      if (comma >= range.to()) {
        return items;
      }
      from = comma + 1;
    }
  }
}
