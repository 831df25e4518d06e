package dev.dualwrite.bench.run;

import java.util.Collection;
import java.util.List;

/** Some values in order. */
public final class Quantiles {
  private final List<Double> sorted;

  private Quantiles(List<Double> sorted) {
    this.sorted = sorted;
  }

  public static Quantiles of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    return new Quantiles(values.stream().sorted().toList());
  }

  public double median() {
    return at(0.5);
  }

  /** Returns the least value that is as high as the given part, from 0 to 1, of all values. */
  public double at(double part) {
    int index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }
}
