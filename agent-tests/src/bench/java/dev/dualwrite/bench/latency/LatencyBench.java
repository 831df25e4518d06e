package dev.dualwrite.bench.latency;

import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.PostgresServers;
import dev.dualwrite.bench.run.Scale;
import dev.dualwrite.tests.harness.DatabasePair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lets all rivals make transactions on two PostgreSQL servers that are some milliseconds away, one
 * after the other, in rounds.
 */
public final class LatencyBench {
  public static final String NAME = "latency";
  public static final String P50 = "p50 ms";
  public static final String P99 = "p99 ms";
  public static final String RATE = "transactions/s";
  public static final String P50_RATIO = "p50 ratio";
  public static final String P99_RATIO = "p99 ratio";
  public static final String RATE_RATIO = "throughput ratio";
  public static final String TRANSACTIONS = "transactions";

  private final Scale scale;
  private final Path folder;
  private final Figures figures = new Figures();

  public LatencyBench(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Returns how a delay is called in the figures. */
  public static String place(int delayMillis) {
    return delayMillis + " ms";
  }

  public Figures run() throws Exception {
    List<Integer> delays =
        switch (scale) {
          case QUICK -> List.of(0, 1);
          case FULL -> List.of(0, 1, 5);
        };
    try (PostgresServers servers = PostgresServers.start()) {
      for (int delay : delays) {
        behind(delay, servers.pair());
      }
    }
    return figures;
  }

  private void behind(int delayMillis, DatabasePair near) throws Exception {
    if (delayMillis == 0) {
      compare(place(0), near, () -> {});
      return;
    }
    Duration delay = Duration.ofMillis(delayMillis);
    try (DelayLine there = DelayLine.to(near.oldDatabase());
        DelayLine elsewhere = DelayLine.to(near.newDatabase())) {
      compare(
          place(delayMillis),
          new DatabasePair(
              there.through(near.oldDatabase()), elsewhere.through(near.newDatabase())),
          () -> {
            there.delay(delay);
            elsewhere.delay(delay);
          });
    }
  }

  /**
   * Compares all rivals.
   *
   * @param goAway takes the databases away, once all are warm: far away, that takes very long
   */
  private void compare(String place, DatabasePair pair, Runnable goAway) throws Exception {
    Map<Rival, LatencyChild> children = new EnumMap<>(Rival.class);
    try {
      for (Rival rival : Rival.values()) {
        children.put(rival, LatencyChild.start(rival, pair, folder));
      }
      for (LatencyChild child : children.values()) {
        for (Work work : Work.values()) {
          child.run(work, Duration.ofMillis(scale.of(400, 1_500)));
        }
      }
      goAway.run();
      for (Work work : Work.values()) {
        report(place, work, rounds(work, children));
      }
      for (Map.Entry<Rival, LatencyChild> each : children.entrySet()) {
        String who = each.getKey().label() + ", " + place;
        each.getValue().end().ifPresent(complaint -> figures.note(who + ": " + complaint + "."));
      }
    } finally {
      children.values().forEach(LatencyChild::close);
    }
  }

  private Map<Rival, Cell> rounds(Work work, Map<Rival, LatencyChild> children) throws IOException {
    Map<Rival, Cell> cells = new EnumMap<>(Rival.class);
    List<Rival> order = new ArrayList<>(children.keySet());
    order.removeIf(rival -> !rival.takesPartIn(work));
    for (int round = 0; round < scale.of(2, 6); round++) {
      for (Rival rival : order) {
        cells
            .computeIfAbsent(rival, unseen -> new Cell(work.connections()))
            .add(children.get(rival).run(work, Duration.ofMillis(scale.of(400, 1_500))));
      }
      // Who comes after whom must not matter.
      Collections.reverse(order);
    }
    return cells;
  }

  private void report(String place, Work work, Map<Rival, Cell> cells) {
    cells.forEach(
        (rival, cell) -> {
          Figure figure =
              new Figure(
                  NAME,
                  place,
                  work.label(),
                  rival.label(),
                  cell.valuesBeside(cells.get(Rival.BARE)));
          figures.add(figure);
          System.out.printf(
              "%s, %s, %s: p50 %.2f ms, %.2f of bare%n",
              place, work.label(), rival.label(), figure.value(P50), figure.value(P50_RATIO));
        });
  }
}
