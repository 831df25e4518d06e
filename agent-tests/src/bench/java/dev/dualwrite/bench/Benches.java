package dev.dualwrite.bench;

import dev.dualwrite.bench.calls.CallsBench;
import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.footprint.FootprintBench;
import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.profile.ProfileBench;
import dev.dualwrite.bench.report.Page;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Machine;
import dev.dualwrite.bench.run.Scale;
import java.nio.file.Path;
import java.util.List;

/** Runs benches, and writes the page of what they and earlier runs have left. */
public final class Benches {
  private Benches() {}

  /**
   * Arguments: the scale, the folder of the results, the folder of the documentation, the names of
   * the benches to run.
   */
  public static void main(String[] arguments) throws Exception {
    Scale scale = Scale.valueOf(arguments[0]);
    Path results = Path.of(arguments[1]);
    for (String name : List.of(arguments).subList(3, arguments.length)) {
      System.out.println("== " + name);
      Figures figures = run(name, scale, results.resolve(name));
      Machine.describe(figures, scale);
      figures.write(results.resolve(name + ".json"));
    }
    Page.write(results, Path.of(arguments[2]));
  }

  private static Figures run(String name, Scale scale, Path folder) throws Exception {
    return switch (name) {
      case CallsBench.NAME -> new CallsBench(scale, folder).run();
      case LatencyBench.NAME -> new LatencyBench(scale, folder).run();
      case FootprintBench.NAME -> new FootprintBench(scale, folder).run();
      case EnduranceBench.NAME -> new EnduranceBench(scale, folder).run();
      case ProfileBench.NAME -> new ProfileBench(scale, folder).run();
      default -> throw new IllegalArgumentException("there is no bench " + name);
    };
  }
}
