package dev.dualwrite.bench.report;

import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.latency.Work;
import dev.dualwrite.bench.report.Target.Part;
import dev.dualwrite.bench.run.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/** The goals of transactions between servers that are some milliseconds away. */
final class LatencyTargets {
  private static final String NEAR = LatencyBench.place(0);
  private static final String AWAY = LatencyBench.place(1);

  private final Figures figures;

  LatencyTargets(Figures figures) {
    this.figures = figures;
  }

  List<Target> all() {
    String transaction = "5 writes, 1 ms each way: ";
    return List.of(
        latency(
            transaction + "`old-only` at most 1.01 of bare", Work.FIVE, atMost(1.01), "old-only"),
        latency(
            transaction + "inline at most 1.40 of bare",
            Work.FIVE,
            atMost(1.40),
            "new-secondary",
            "both-required"),
        latency(
            transaction + "async at most 1.05 of bare",
            Work.FIVE,
            atMost(1.05),
            "new-secondary, async",
            "both-required, async"),
        latency(
            "Single write in autocommit, 1 ms each way: at most 3 round trips for 1",
            Work.AUTOCOMMIT,
            roundTrips(3),
            "new-secondary",
            "both-required"),
        latency(
            "The same with `autocommit=after`: at most 2 round trips for 1",
            Work.AUTOCOMMIT,
            roundTrips(2),
            "new-secondary, autocommit=after",
            "both-required, autocommit=after"),
        Target.of(
            "Throughput in `old-only` on PostgreSQL without a delay: at least 0.99 of bare",
            throughput()));
  }

  private static DoublePredicate atMost(double limit) {
    return ratio -> ratio <= limit;
  }

  /** What the machine adds to a round trip isn't another one. */
  private static DoublePredicate roundTrips(int limit) {
    return ratio -> Math.round(ratio) <= limit;
  }

  private Target latency(String goal, Work work, DoublePredicate reached, String... contenders) {
    List<Part> parts = new ArrayList<>();
    for (String contender : contenders) {
      figures
          .of(AWAY, work.label(), contender)
          .map(each -> each.value(LatencyBench.P50_RATIO))
          .ifPresent(
              ratio ->
                  parts.add(
                      new Part(
                          "`" + contender + "` " + Numbers.ratio(ratio), reached.test(ratio))));
    }
    return Target.of(goal, parts);
  }

  private List<Part> throughput() {
    List<Part> parts = new ArrayList<>();
    for (Work work : List.of(Work.FIVE, Work.FIVE_ON_FOUR)) {
      figures
          .of(NEAR, work.label(), "old-only")
          .map(each -> each.value(LatencyBench.RATE_RATIO))
          .ifPresent(
              ratio ->
                  parts.add(
                      new Part(
                          work.label() + ": " + Numbers.ratio(ratio) + noise(work),
                          ratio >= 0.99)));
    }
    return parts;
  }

  private String noise(Work work) {
    return figures
        .of(NEAR, work.label(), "bare, again")
        .map(each -> " (bare, again: " + Numbers.ratio(each.value(LatencyBench.RATE_RATIO)) + ")")
        .orElse("");
  }
}
