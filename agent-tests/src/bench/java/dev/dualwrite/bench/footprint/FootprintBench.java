package dev.dualwrite.bench.footprint;

import dev.dualwrite.bench.footprint.StartApp.Start;
import dev.dualwrite.bench.run.AgentSetup;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Jvm;
import dev.dualwrite.bench.run.Quantiles;
import dev.dualwrite.bench.run.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts JVMs with and without the agent in turn, and asks others what they hold at rest. */
public final class FootprintBench {
  public static final String NAME = "footprint";
  public static final String START = "start";
  public static final String REST = "at rest";
  public static final String STATEMENTS = "prepared statements";
  public static final String HELD_OPEN = "10,000 held open";
  public static final String BARE = "bare";
  public static final String MILLIS = "ms";
  public static final String CLASSES = "classes";
  public static final String THREADS = "threads";
  public static final String HEAP = "heap MiB";
  public static final String STATEMENT_BYTES = "bytes each";
  private static final List<String> PHASES =
      List.of("old-only", "new-secondary", "both-required", "new-primary", "new-only");
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MIB = 1 << 20;
  private static final int HELD = 10_000;

  private final Scale scale;
  private final Path folder;
  private final Figures figures = new Figures();

  public FootprintBench(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  public Figures run() throws Exception {
    for (Start start : Start.values()) {
      start(start);
    }
    rest();
    statements();
    return figures;
  }

  private static List<Optional<String>> contenders() {
    List<Optional<String>> contenders = new ArrayList<>(List.of(Optional.empty()));
    PHASES.forEach(phase -> contenders.add(Optional.of(phase)));
    return contenders;
  }

  private Jvm jvm(Class<?> main, Optional<String> phase, Backend backend) throws IOException {
    return configured(main, phase.map(AgentSetup::phase), backend);
  }

  private Jvm configured(Class<?> main, Optional<AgentSetup> setup, Backend backend)
      throws IOException {
    Jvm jvm = Jvm.of(main).options("-Xmx512m", "-XX:+UseSerialGC");
    return setup.isEmpty() ? jvm : jvm.agent(setup.get(), backend, backend.inMemory(), folder);
  }

  private void start(Start start) throws Exception {
    for (Optional<String> phase : contenders()) {
      // It would end here if the agent couldn't work as it is configured.
      nanosUntilDone(jvm(StartApp.class, phase, Backend.H2), start);
    }
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int i = 0; i < scale.of(5, 21); i++) {
      for (Optional<String> phase : contenders()) {
        Jvm jvm = configured(StartApp.class, phase.map(FootprintBench::asByDefault), Backend.H2);
        millis
            .computeIfAbsent(phase.orElse(BARE), unseen -> new ArrayList<>())
            .add(nanosUntilDone(jvm, start) / NANOS_PER_MILLI);
      }
    }
    millis.forEach(
        (name, times) ->
            add(START, start.label(), name, Map.of(MILLIS, Quantiles.of(times).median())));
  }

  /** By default, what can be done beside the application's start is. */
  private static AgentSetup asByDefault(String phase) {
    return AgentSetup.phase(phase).with("dualwrite.on-config-error", "continue");
  }

  /** What the agent does at the JVM's end isn't part of it. */
  private static long nanosUntilDone(Jvm jvm, Start start)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process = jvm.start(start.name());
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    long end = System.nanoTime();
    if (process.waitFor() != 0 || !StartApp.DONE.equals(line)) {
      throw new IOException(start.label() + " ended with " + process.exitValue());
    }
    return end - begin;
  }

  /** All rest at the same time, for as long as idle connections and threads take to end. */
  private void rest() throws Exception {
    Map<String, RestingChild> children = new LinkedHashMap<>();
    try {
      for (Optional<String> phase : contenders()) {
        Jvm jvm = jvm(RestApp.class, phase, Backend.H2);
        children.put(phase.orElse(BARE), RestingChild.start(jvm, Backend.H2, 0));
      }
      Thread.sleep(scale.of(25_000, 100_000));
      for (Map.Entry<String, RestingChild> each : children.entrySet()) {
        RestingChild.State state = each.getValue().state();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(CLASSES, (double) state.classes());
        values.put(THREADS, (double) state.threads());
        values.put(HEAP, state.heap() / MIB);
        add(REST, REST, each.getKey(), values);
        if (!each.getKey().equals(BARE)) {
          figures.note(
              "Threads of the agent at rest in `"
                  + each.getKey()
                  + "`: "
                  + String.join(", ", state.agentThreads())
                  + ".");
        }
      }
    } finally {
      children.values().forEach(RestingChild::close);
    }
  }

  private void statements() throws Exception {
    for (Optional<String> phase : contenders()) {
      try (RestingChild child =
          RestingChild.start(jvm(RestApp.class, phase, Backend.NOTHING), Backend.NOTHING, HELD)) {
        add(
            STATEMENTS,
            HELD_OPEN,
            phase.orElse(BARE),
            Map.of(STATEMENT_BYTES, child.heapOfStatements() / (double) HELD));
      }
    }
  }

  private void add(String where, String work, String contender, Map<String, Double> values) {
    figures.add(new Figure(NAME, where, work, contender, values));
    System.out.println(where + ", " + work + ", " + contender + ": " + values);
  }
}
