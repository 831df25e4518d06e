package dev.dualwrite.bench.profile;

import dev.dualwrite.bench.endurance.EnduranceApp;
import dev.dualwrite.bench.run.AgentSetup;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Jvm;
import dev.dualwrite.bench.run.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records hot paths over the do-nothing driver, and tells which methods they spend in. */
public final class ProfileBench {
  public static final String NAME = "profile";
  public static final String PERCENT = "percent";
  public static final String TIME = "time";
  public static final String TIME_WITH_CALLEES = "time with callees";
  public static final String BYTES = "bytes";
  public static final String BYTES_WITH_CALLEES = "bytes with callees";
  private static final int MOST = 15;
  private static final int MOST_WITH_CALLEES = 40;

  private final Scale scale;
  private final Path folder;
  private final Figures figures = new Figures();

  public ProfileBench(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  public Figures run() throws Exception {
    record("CACHED_READS", "cached reads", "old-only", scale.of(20_000_000, 200_000_000));
    record("SINGLE_WRITES", "single writes", "old-only", scale.of(5_000_000, 50_000_000));
    record(
        "TRANSACTIONS", "transactions of 1 write", "new-secondary", scale.of(200_000, 1_000_000));
    record("TRANSACTIONS", "transactions of 1 write", "both-required", scale.of(50_000, 300_000));
    record("LITERAL_READS", "literal reads", "old-only", scale.of(2_000_000, 20_000_000));
    record("LITERAL_WRITES", "literal writes", "old-only", scale.of(50_000, 300_000));
    return figures;
  }

  private void record(String course, String work, String phase, int times)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path recording = folder.resolve(course.toLowerCase(Locale.ROOT) + "-" + phase + ".jfr");
    Jvm.of(EnduranceApp.class)
        .options(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-XX:+UnlockDiagnosticVMOptions",
            // Else samples are only taken where the JVM may stop, which isn't where it works.
            "-XX:+DebugNonSafepoints",
            "-XX:StartFlightRecording=settings=profile,filename=" + recording.toAbsolutePath())
        .agent(
            AgentSetup.phase(phase).with("dualwrite.state.sync", "os"),
            Backend.NOTHING,
            Backend.NOTHING.inMemory(),
            folder)
        .run(course, Integer.toString(times), phase);
    TopFrames time = TopFrames.ofTime(recording);
    TopFrames allocation = TopFrames.ofAllocation(recording);
    add(work, phase, TIME, time.top(MOST));
    add(work, phase, TIME_WITH_CALLEES, time.withCallees(MOST_WITH_CALLEES));
    add(work, phase, BYTES, allocation.top(MOST));
    add(work, phase, BYTES_WITH_CALLEES, allocation.withCallees(MOST_WITH_CALLEES));
  }

  private void add(String work, String phase, String what, List<TopFrames.Part> parts) {
    System.out.println(work + ", " + phase + ": " + what);
    for (TopFrames.Part part : parts) {
      figures.add(
          new Figure(
              NAME, work + ", " + phase, what, part.method(), Map.of(PERCENT, part.percent())));
      System.out.printf("  %5.1f %%  %s%n", part.percent(), part.method());
    }
  }
}
