package dev.dualwrite.bench.report;

import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.footprint.FootprintBench;
import dev.dualwrite.bench.report.Target.Part;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The goals of starts, of rest, and of going on and on. */
final class OtherTargets {
  private static final double MOST_START_MILLIS = 400;
  private static final double MOST_THREADS = 6;
  private static final double MOST_HEAP_MIB = 12;
  private static final double MOST_WRITE_NANOS = 150_000;
  // A parse makes some 110 KB of garbage.
  private static final double UNPARSED_BYTES = 2_000;
  private static final double MOST_GROWTH_MIB = 2;
  private static final double MOST_SLOWER = 1.05;

  private final Figures footprint;
  private final Figures endurance;

  OtherTargets(Figures footprint, Figures endurance) {
    this.footprint = footprint;
    this.endurance = endurance;
  }

  List<Target> all() {
    List<Target> targets = new ArrayList<>();
    for (String start : footprint.works()) {
      if (!footprint.of(FootprintBench.START, start).isEmpty()) {
        targets.add(
            Target.of(
                "Added to a start (" + start + "): at most 400 ms",
                added(FootprintBench.START, start, FootprintBench.MILLIS, MOST_START_MILLIS)));
      }
    }
    targets.add(
        Target.of(
            "At rest: at most 6 threads more",
            added(FootprintBench.REST, FootprintBench.REST, FootprintBench.THREADS, MOST_THREADS)));
    targets.add(
        Target.of(
            "At rest: at most 12 MiB of heap more",
            added(FootprintBench.REST, FootprintBench.REST, FootprintBench.HEAP, MOST_HEAP_MIB)));
    targets.add(Target.of("Literal SQL: at most 150 µs a write", literalWrites()));
    targets.add(Target.of("Literal SQL: reads are not parsed (under 2 KB each)", literalReads()));
    targets.add(
        Target.of("Literal SQL: memory is bounded (under 2 MiB more at the end)", growth()));
    targets.add(
        Target.of(
            "A million transactions: the last three tenths at most 1.05 of the second to fourth",
            slower()));
    return targets;
  }

  private List<Part> added(String where, String work, String value, double limit) {
    Optional<Figure> bare = footprint.of(where, work, FootprintBench.BARE);
    return footprint.of(where, work).stream()
        .filter(each -> bare.isPresent() && !each.contender().equals(FootprintBench.BARE))
        .map(
            each -> {
              double more = each.value(value) - bare.get().value(value);
              return part(each.contender(), Numbers.of(more), more <= limit);
            })
        .toList();
  }

  private List<Part> literalWrites() {
    return endurance.contenders().stream()
        .map(
            phase -> {
              double nanos = median(EnduranceBench.LITERAL_WRITES, phase, EnduranceBench.NANOS);
              return part(phase, Numbers.nanos(nanos), nanos <= MOST_WRITE_NANOS);
            })
        .toList();
  }

  private List<Part> literalReads() {
    return endurance.contenders().stream()
        .map(
            phase -> {
              double bytes = median(EnduranceBench.LITERAL_READS, phase, EnduranceBench.BYTES);
              return part(phase, Numbers.of(bytes) + " bytes", bytes <= UNPARSED_BYTES);
            })
        .toList();
  }

  private List<Part> growth() {
    List<Part> parts = new ArrayList<>();
    for (String course : List.of(EnduranceBench.LITERAL_READS, EnduranceBench.LITERAL_WRITES)) {
      for (String phase : endurance.contenders()) {
        List<Double> heap = tenths(course, phase, EnduranceBench.HEAP);
        double more = heap.get(heap.size() - 1) - heap.get(0);
        parts.add(part(course + ", " + phase, Numbers.of(more) + " MiB", more <= MOST_GROWTH_MIB));
      }
    }
    return parts;
  }

  private List<Part> slower() {
    return endurance.contenders().stream()
        .map(
            phase -> {
              List<Double> nanos = tenths(EnduranceBench.TRANSACTIONS, phase, EnduranceBench.NANOS);
              // While the first runs, the JVM still compiles.
              double early = Quantiles.of(nanos.subList(1, 4)).median();
              double late = Quantiles.of(nanos.subList(nanos.size() - 3, nanos.size())).median();
              double ratio = late / early;
              return part(phase, Numbers.ratio(ratio), ratio <= MOST_SLOWER);
            })
        .toList();
  }

  private double median(String course, String phase, String value) {
    return Quantiles.of(tenths(course, phase, value)).median();
  }

  private List<Double> tenths(String course, String phase, String value) {
    return IntStream.rangeClosed(1, EnduranceBench.tenths())
        .mapToObj(i -> endurance.of(course, EnduranceBench.tenth(i), phase).orElseThrow())
        .map(each -> each.value(value))
        .toList();
  }

  private static Part part(String name, String value, boolean reached) {
    return new Part("`" + name + "` " + value, reached);
  }
}
