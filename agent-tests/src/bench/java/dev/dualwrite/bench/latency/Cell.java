package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one rival took for one work, in all rounds. */
final class Cell {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<List<Double>> rounds = new ArrayList<>();
  private final int connections;

  Cell(int connections) {
    this.connections = connections;
  }

  void add(List<Double> nanos) {
    rounds.add(nanos);
  }

  /** Returns the figures, with ratios to the same rounds of another. */
  Map<String, Double> valuesBeside(Cell bare) {
    Quantiles all = all();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(LatencyBench.P50, all.median() / NANOS_PER_MILLI);
    values.put(LatencyBench.P99, all.at(0.99) / NANOS_PER_MILLI);
    values.put(LatencyBench.RATE, medianOverRounds(this, Cell::rate));
    values.put(LatencyBench.P50_RATIO, ratio(bare, Cell::median));
    values.put(LatencyBench.P99_RATIO, all.at(0.99) / bare.all().at(0.99));
    values.put(LatencyBench.RATE_RATIO, ratio(bare, Cell::rate));
    values.put(LatencyBench.TRANSACTIONS, (double) rounds.stream().mapToInt(List::size).sum());
    return values;
  }

  private interface OfRound {
    double of(Cell cell, int round);
  }

  /** A drift of the machine hits both in a round alike; what hits one round alone is left out. */
  private double ratio(Cell bare, OfRound value) {
    return medianOverRounds(this, (cell, round) -> value.of(cell, round) / value.of(bare, round));
  }

  private static double medianOverRounds(Cell cell, OfRound value) {
    List<Double> values = new ArrayList<>();
    for (int round = 0; round < cell.rounds.size(); round++) {
      values.add(value.of(cell, round));
    }
    return Quantiles.of(values).median();
  }

  private double median(int round) {
    return Quantiles.of(rounds.get(round)).median();
  }

  private double rate(int round) {
    List<Double> nanos = rounds.get(round);
    double total = nanos.stream().mapToDouble(Double::doubleValue).sum();
    return nanos.size() * connections * NANOS_PER_SECOND / total;
  }

  private Quantiles all() {
    return Quantiles.of(rounds.stream().flatMap(List::stream).toList());
  }
}
