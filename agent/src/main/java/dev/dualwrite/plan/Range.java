package dev.dualwrite.plan;

/** A run of tokens: from one, to before another. */
final class Range {
  private static final Range NONE = new Range(0, 0);

  private final int from;
  private final int to;

  private Range(int from, int to) {
    this.from = from;
    this.to = to;
  }

  static Range of(int from, int to) {
    return new Range(from, Math.max(from, to));
  }

  static Range none() {
    return NONE;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  boolean isEmpty() {
    return to == from;
  }

  @Override
  public String toString() {
    return "[" + from + "," + to + ")";
  }
}
