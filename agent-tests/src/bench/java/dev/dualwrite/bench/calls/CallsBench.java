package dev.dualwrite.bench.calls;

import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.PostgresServers;
import dev.dualwrite.bench.run.Quantiles;
import dev.dualwrite.bench.run.Scale;
import dev.dualwrite.tests.harness.DatabasePair;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs each workload over each backend for one contender after the other, each in a JVM of its own,
 * in rounds.
 */
public final class CallsBench {
  public static final String NAME = "calls";
  public static final String NANOS = "ns";
  public static final String BYTES = "bytes";

  private final Scale scale;
  private final Path folder;
  private final Figures figures = new Figures();

  public CallsBench(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  public Figures run() throws Exception {
    try (PostgresServers servers = PostgresServers.start()) {
      for (Backend backend : Backend.values()) {
        DatabasePair pair =
            switch (backend) {
              case NOTHING, H2 -> backend.inMemory();
              case POSTGRESQL -> servers.pair();
            };
        for (Workload workload : workloads(backend)) {
          compare(backend, pair, workload);
        }
      }
    }
    return figures;
  }

  private List<Workload> workloads(Backend backend) {
    if (scale == Scale.FULL || backend == Backend.NOTHING) {
      return List.of(Workload.values());
    }
    return List.of(Workload.CACHED_READ, Workload.TRANSACTION_OF_5);
  }

  private void compare(Backend backend, DatabasePair pair, Workload workload)
      throws IOException, SQLException {
    Map<Contender, List<RunResult>> results = new EnumMap<>(Contender.class);
    for (int round = 0; round < scale.of(1, 2); round++) {
      for (Contender contender : Contender.values()) {
        Target target = new Target(backend, contender, pair.oldDatabase().url());
        try {
          results
              .computeIfAbsent(contender, unseen -> new ArrayList<>())
              .add(measure(target, pair, workload));
        } catch (RunnerException e) {
          figures.note(
              contender.label() + " doesn't run over " + backend.label() + ": " + reason(e));
        }
      }
    }
    results.forEach((contender, runs) -> add(backend, workload, contender, runs));
  }

  private RunResult measure(Target target, DatabasePair pair, Workload workload)
      throws RunnerException, IOException {
    List<String> options = new ArrayList<>(target.options());
    options.addAll(List.of("-Xms1g", "-Xmx1g"));
    if (target.contender().agent().isPresent()) {
      options.add(target.contender().agent().get().option(target.backend(), pair, folder));
    }
    return new Runner(
            new OptionsBuilder()
                .include(workload.include())
                .forks(1)
                .warmupIterations(scale.of(2, 3))
                .warmupTime(TimeValue.milliseconds(scale.of(400, 1_000)))
                .measurementIterations(scale.of(2, 5))
                .measurementTime(TimeValue.milliseconds(scale.of(400, 1_000)))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .jvmArgs(options.toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build(),
            OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT))
        .runSingle();
  }

  private void add(Backend backend, Workload workload, Contender contender, List<RunResult> runs) {
    if (runs.isEmpty()) {
      return;
    }
    List<Double> times = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (RunResult run : runs) {
      run.getAggregatedResult()
          .getIterationResults()
          .forEach(each -> times.add(each.getPrimaryResult().getScore()));
      bytes.add(run.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(NANOS, Quantiles.of(times).median());
    values.put(BYTES, Quantiles.of(bytes).median());
    figures.add(new Figure(NAME, backend.label(), workload.label(), contender.label(), values));
    System.out.printf(
        "%s, %s, %s: %.0f ns, %.0f bytes%n",
        backend.label(), workload.label(), contender.label(), values.get(NANOS), values.get(BYTES));
  }

  private static String reason(RunnerException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null || cause.getSuppressed().length > 0) {
      cause = cause.getCause() != null ? cause.getCause() : cause.getSuppressed()[0];
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
