package dev.dualwrite.bench.endurance;

import dev.dualwrite.bench.run.AgentSetup;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Jvm;
import dev.dualwrite.bench.run.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets each phase go each course, a million transactions among them. */
public final class EnduranceBench {
  public static final String NAME = "endurance";
  public static final String TRANSACTIONS = Course.TRANSACTIONS.label();
  public static final String LITERAL_READS = Course.LITERAL_READS.label();
  public static final String LITERAL_WRITES = Course.LITERAL_WRITES.label();
  public static final String NANOS = "ns";
  public static final String BYTES = "bytes";
  public static final String HEAP = "heap MiB";
  private static final List<String> PHASES = List.of("old-only", "new-secondary", "both-required");
  private static final double MIB = 1 << 20;

  private final Scale scale;
  private final Path folder;
  private final Figures figures = new Figures();

  public EnduranceBench(Scale scale, Path folder) {
    this.scale = scale;
    this.folder = folder;
  }

  /** Returns how a tenth of the way is called in the figures. */
  public static String tenth(int number) {
    return "tenth " + number;
  }

  public static int tenths() {
    return EnduranceApp.TENTHS;
  }

  /** Returns how often a course was done, for people. */
  public static String length(Figures figures, String course) {
    return figures.fact(course).orElse("?");
  }

  public Figures run() throws Exception {
    for (Course course :
        List.of(Course.TRANSACTIONS, Course.LITERAL_READS, Course.LITERAL_WRITES)) {
      figures.fact(course.label(), String.format(Locale.ROOT, "%,d", length(course)));
      for (String phase : PHASES) {
        go(course, phase);
      }
    }
    return figures;
  }

  private int length(Course course) {
    return switch (course) {
      case TRANSACTIONS -> scale.of(100_000, 1_000_000);
      case LITERAL_READS -> scale.of(500_000, 5_000_000);
      case LITERAL_WRITES -> scale.of(50_000, 500_000);
      case SINGLE_WRITES, CACHED_READS -> throw new IllegalArgumentException(course.label());
    };
  }

  private void go(Course course, String phase) throws IOException, InterruptedException {
    int length = length(course);
    String output =
        Jvm.of(EnduranceApp.class)
            .options(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Else it leaves some garbage where it lies, three times out of four.
                "-XX:MarkSweepAlwaysCompactCount=1")
            .agent(
                // A sync of the disk each would hide what gets slower.
                AgentSetup.phase(phase).with("dualwrite.state.sync", "os"),
                Backend.NOTHING,
                Backend.NOTHING.inMemory(),
                folder)
            .run(course.name(), Integer.toString(length), phase);
    List<String> lines = output.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] numbers = lines.get(i).split(" ", -1);
      double times = length / (double) EnduranceApp.TENTHS;
      Map<String, Double> values = new LinkedHashMap<>();
      values.put(NANOS, Long.parseLong(numbers[0]) / times);
      values.put(BYTES, Long.parseLong(numbers[1]) / times);
      values.put(HEAP, Long.parseLong(numbers[2]) / MIB);
      figures.add(new Figure(NAME, course.label(), tenth(i + 1), phase, values));
      System.out.println(course.label() + ", " + phase + ", " + tenth(i + 1) + ": " + values);
    }
  }
}
