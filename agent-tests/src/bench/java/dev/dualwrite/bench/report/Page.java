package dev.dualwrite.bench.report;

import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.run.Backend;
import dev.dualwrite.bench.run.Figures;
import dev.dualwrite.bench.run.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the page: prose from a template, all figures from the results. */
public final class Page {
  private static final String TEMPLATE = "performance.md";
  private static final String NOT_RUN = "This part wasn't run.";

  private final Results results;
  private final Plots plots;

  private Page(Results results, Plots plots) {
    this.results = results;
    this.plots = plots;
  }

  /** Writes the page {@code performance.md} and its plots into the folder of the documentation. */
  public static void write(Path resultsFolder, Path docs) throws IOException {
    Page page = new Page(Results.read(resultsFolder), new Plots(docs.resolve("performance")));
    Files.createDirectories(docs);
    Files.writeString(docs.resolve("performance.md"), page.text());
  }

  private String text() throws IOException {
    return template()
        .replace("{{run}}", run())
        .replace("{{targets}}", targets())
        .replace("{{calls}}", calls())
        .replace("{{latency}}", latency())
        .replace("{{footprint}}", footprint())
        .replace("{{endurance}}", endurance())
        .replace("{{profile}}", profile());
  }

  private static String template() throws IOException {
    try (InputStream stream = Page.class.getResourceAsStream(TEMPLATE)) {
      if (stream == null) {
        throw new IOException("the template " + TEMPLATE + " isn't beside " + Page.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String run() {
    Table table = new Table("part", "ended", "length", "cores", "memory", "JDK", "system");
    for (Map.Entry<String, Figures> each : results.present().entrySet()) {
      List<String> row = new ArrayList<>(List.of(each.getKey()));
      Machine.FACTS.forEach(fact -> row.add(each.getValue().fact(fact).orElse("–")));
      table.row(row);
    }
    return table.toString();
  }

  private String targets() {
    List<Target> targets = new ArrayList<>();
    targets.addAll(new CallTargets(results.calls()).all());
    targets.addAll(new LatencyTargets(results.latency()).all());
    targets.addAll(new OtherTargets(results.footprint(), results.endurance()).all());
    Table table = new Table("target", "measured", "");
    targets.forEach(target -> table.row(target.goal(), target.measured(), target.verdict()));
    return table.toString();
  }

  private String calls() {
    Figures calls = results.calls();
    if (calls.isEmpty()) {
      return NOT_RUN;
    }
    List<String> parts = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      if (calls.places().contains(backend.label())) {
        parts.add("### Over " + backend.label());
        parts.add(Tables.calls(calls, backend.label()));
      }
    }
    calls.notes().forEach(parts::add);
    return joined(parts);
  }

  private String latency() throws IOException {
    Figures latency = results.latency();
    if (latency.isEmpty()) {
      return NOT_RUN;
    }
    List<String> parts = new ArrayList<>();
    for (String delay : latency.places()) {
      parts.add("### " + delay + " each way");
      parts.add(plots.latency(latency, delay));
      parts.add("Latency in ms, in brackets as a multiple of bare:");
      parts.add(Tables.latency(latency, delay));
      parts.add("Transactions a second:");
      parts.add(Tables.throughput(latency, delay));
    }
    latency.notes().forEach(parts::add);
    return joined(parts);
  }

  private String footprint() {
    Figures footprint = results.footprint();
    if (footprint.isEmpty()) {
      return NOT_RUN;
    }
    List<String> parts = new ArrayList<>(List.of(Tables.footprint(footprint)));
    parts.addAll(footprint.notes());
    return joined(parts);
  }

  private String endurance() throws IOException {
    Figures endurance = results.endurance();
    if (endurance.isEmpty()) {
      return NOT_RUN;
    }
    List<String> parts = new ArrayList<>();
    parts.add(plots.endurance(endurance));
    for (String course : endurance.places()) {
      parts.add("### " + EnduranceBench.length(endurance, course) + " " + course);
      parts.add(Tables.endurance(endurance, course));
    }
    return joined(parts);
  }

  private String profile() {
    return results.profile().isEmpty() ? NOT_RUN : Tables.profile(results.profile());
  }

  private static String joined(List<String> parts) {
    return String.join("\n\n", parts);
  }
}
