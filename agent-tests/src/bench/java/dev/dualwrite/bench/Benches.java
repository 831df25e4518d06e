package dev.dualwrite.bench;

import dev.dualwrite.bench.calls.CallsBench;
import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Scale;
import java.nio.file.Path;

/** try-out. */
public final class Benches {
  private Benches() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Figures figures =
        arguments[1].equals("calls")
            ? new CallsBench(Scale.QUICK, folder).run()
            : arguments[1].equals("footprint")
                ? new dev.dualwrite.bench.footprint.FootprintBench(Scale.QUICK, folder).run()
                : arguments[1].equals("endurance")
                    ? new dev.dualwrite.bench.endurance.EnduranceBench(Scale.QUICK, folder).run()
                    : arguments[1].equals("profile")
                        ? new dev.dualwrite.bench.profile.ProfileBench(Scale.QUICK, folder).run()
                        : new LatencyBench(Scale.QUICK, folder).run();
    figures.write(folder.resolve(arguments[1] + ".json"));
    figures.notes().forEach(System.out::println);
  }
}
