package dev.dualwrite.bench.report;

import dev.dualwrite.bench.calls.CallsBench;
import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.footprint.FootprintBench;
import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.profile.ProfileBench;
import dev.dualwrite.bench.run.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all benches have left; that of one which wasn't run is empty. */
record Results(
    Figures calls, Figures latency, Figures footprint, Figures endurance, Figures profile) {

  static Results read(Path folder) throws IOException {
    return new Results(
        read(folder, CallsBench.NAME),
        read(folder, LatencyBench.NAME),
        read(folder, FootprintBench.NAME),
        read(folder, EnduranceBench.NAME),
        read(folder, ProfileBench.NAME));
  }

  private static Figures read(Path folder, String bench) throws IOException {
    return Figures.read(folder.resolve(bench + ".json"));
  }

  /** Returns them by the name of the bench, those alone that were run. */
  Map<String, Figures> present() {
    Map<String, Figures> present = new LinkedHashMap<>();
    present.put(CallsBench.NAME, calls);
    present.put(LatencyBench.NAME, latency);
    present.put(FootprintBench.NAME, footprint);
    present.put(EnduranceBench.NAME, endurance);
    present.put(ProfileBench.NAME, profile);
    present.values().removeIf(Figures::isEmpty);
    return present;
  }
}
