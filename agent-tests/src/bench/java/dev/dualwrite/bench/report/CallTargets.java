package dev.dualwrite.bench.report;

import dev.dualwrite.bench.calls.CallsBench;
import dev.dualwrite.bench.report.Target.Part;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The goals of single calls, over the driver that does nothing. */
final class CallTargets {
  private static final String BARE = "bare";
  private static final String READ = "cached read";
  private static final String WRITE = "single write";
  private static final String AUDITED = "old-only";
  private static final List<String> PHASES =
      List.of(AUDITED, "new-secondary", "both-required", "new-primary", "new-only");
  private static final double MOST_READ_NANOS = 60;
  private static final double MOST_WRITE_NANOS = 120;
  private static final double LEAST_TIMES = 3;
  // What JMH's threads of its own allocate is spread over the calls.
  private static final double ZERO_BYTES = 1;

  private final Figures figures;

  CallTargets(Figures figures) {
    this.figures = figures;
  }

  List<Target> all() {
    List<Target> targets = new ArrayList<>();
    targets.add(
        Target.of(
            "Added to a cached read: under 60 ns",
            added(READ, PHASES, CallsBench.NANOS, MOST_READ_NANOS, " ns")));
    targets.add(
        Target.of(
            "Allocated by a cached read: 0 bytes",
            added(READ, PHASES, CallsBench.BYTES, ZERO_BYTES, " bytes")));
    targets.add(
        Target.of(
            "Added to a write in `old-only`: under 120 ns",
            added(WRITE, List.of(AUDITED), CallsBench.NANOS, MOST_WRITE_NANOS, " ns")));
    for (String peer : List.of("P6Spy", "datasource-proxy")) {
      targets.add(
          Target.of(
              "Added in `old-only`: at least 3 times less than by " + peer,
              List.of(READ, WRITE).stream()
                  .flatMap(work -> timesLess(work, peer).stream())
                  .toList()));
    }
    return targets;
  }

  private List<Part> added(
      String work, List<String> phases, String value, double limit, String unit) {
    List<Part> parts = new ArrayList<>();
    for (String phase : phases) {
      added(work, phase, value)
          .ifPresent(
              more ->
                  parts.add(new Part("`" + phase + "` " + Numbers.of(more) + unit, more < limit)));
    }
    return parts;
  }

  private Optional<Part> timesLess(String work, String peer) {
    Optional<Double> agents = added(work, AUDITED, CallsBench.NANOS);
    Optional<Double> peers = added(work, peer, CallsBench.NANOS);
    if (agents.isEmpty() || peers.isEmpty()) {
      return Optional.empty();
    }
    double times = peers.get() / agents.get();
    return Optional.of(
        new Part(work + ": " + Numbers.ratio(times) + " times less", times >= LEAST_TIMES));
  }

  private Optional<Double> added(String work, String contender, String value) {
    Optional<Figure> bare = figures.of(Backend.NOTHING.label(), work, BARE);
    return figures
        .of(Backend.NOTHING.label(), work, contender)
        .filter(each -> bare.isPresent())
        .map(each -> each.value(value) - bare.get().value(value));
  }
}
