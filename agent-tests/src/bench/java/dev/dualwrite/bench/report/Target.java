package dev.dualwrite.bench.report;

import java.util.List;

/**
 * A goal, and what was measured.
 *
 * @param goal in words, with its limit
 * @param parts what was measured, each with whether it is within the limit; none when it wasn't run
 */
record Target(String goal, List<Part> parts) {
  record Part(String measured, boolean reached) {}

  static Target of(String goal, List<Part> parts) {
    return new Target(goal, List.copyOf(parts));
  }

  String measured() {
    return parts.isEmpty() ? "–" : String.join(", ", parts.stream().map(Part::measured).toList());
  }

  String verdict() {
    if (parts.isEmpty()) {
      return "not measured";
    }
    return parts.stream().allMatch(Part::reached) ? "reached" : "**missed**";
  }
}
