package dev.dualwrite.bench.report;

import java.util.Locale;

/** Figures as people read them. */
final class Numbers {
  private Numbers() {}

  /** Returns three digits that count, and all before the point. */
  static String of(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  /** Returns a time with the unit that suits it. */
  static String nanos(double nanos) {
    double size = Math.abs(nanos);
    if (size < 1e3) {
      return of(nanos) + " ns";
    }
    return size < 1e6 ? of(nanos / 1e3) + " µs" : of(nanos / 1e6) + " ms";
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
