package dev.dualwrite.bench.report;

import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.latency.Work;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the plots, and links them. */
final class Plots {
  private static final List<Work> SIZES = List.of(Work.ONE, Work.FIVE, Work.TWENTY);

  private final Path folder;

  /** Draws into a folder beside the page. */
  Plots(Path folder) {
    this.folder = folder;
  }

  /** Draws the latency against the size of transactions, behind a delay; returns the link. */
  String latency(Figures figures, String delay) throws IOException {
    LinePlot plot =
        new LinePlot("Median latency of a transaction, " + delay + " each way", "writes", "ms");
    for (String contender : figures.contenders()) {
      List<Double> sizes = new ArrayList<>();
      List<Double> millis = new ArrayList<>();
      for (Work size : SIZES) {
        Optional<Figure> figure = figures.of(delay, size.label(), contender);
        figure.ifPresent(
            each -> {
              sizes.add((double) size.writes());
              millis.add(each.value(LatencyBench.P50));
            });
      }
      if (!sizes.isEmpty()) {
        plot.line(contender, sizes, millis);
      }
    }
    return write(plot, "latency-" + delay.replace(" ", "") + ".svg", "Latency, " + delay);
  }

  /** Draws what each tenth of a million transactions took; returns the link. */
  String endurance(Figures figures) throws IOException {
    LinePlot plot =
        new LinePlot("One transaction, as time goes by", "tenth of the run", "microseconds");
    for (String phase : figures.contenders()) {
      List<Double> tenths = new ArrayList<>();
      List<Double> micros = new ArrayList<>();
      for (int i = 1; i <= EnduranceBench.tenths(); i++) {
        tenths.add((double) i);
        micros.add(
            figures
                    .of(EnduranceBench.TRANSACTIONS, EnduranceBench.tenth(i), phase)
                    .orElseThrow()
                    .value(EnduranceBench.NANOS)
                / 1_000);
      }
      plot.line(phase, tenths, micros);
    }
    return write(plot, "endurance.svg", "Time of a transaction by tenth of the run");
  }

  private String write(LinePlot plot, String name, String alternative) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name), plot.svg());
    return "![" + alternative + "](" + folder.getFileName() + "/" + name + ")";
  }
}
