package dev.dualwrite.bench.report;

import dev.dualwrite.bench.calls.CallsBench;
import dev.dualwrite.bench.endurance.EnduranceBench;
import dev.dualwrite.bench.footprint.FootprintBench;
import dev.dualwrite.bench.latency.LatencyBench;
import dev.dualwrite.bench.profile.ProfileBench;
import dev.dualwrite.bench.run.Figure;
import dev.dualwrite.bench.run.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The figures as tables. */
final class Tables {
  private static final String NONE = "–";

  private Tables() {}

  /** A row a contender, a column a workload. */
  static String calls(Figures figures, String backend) {
    return contendersByWorks(
        figures,
        backend,
        each ->
            Numbers.nanos(each.value(CallsBench.NANOS))
                + ", "
                + Numbers.of(each.value(CallsBench.BYTES))
                + " B");
  }

  static String latency(Figures figures, String delay) {
    return contendersByWorks(
        figures,
        delay,
        each ->
            Numbers.of(each.value(LatencyBench.P50))
                + " ("
                + Numbers.ratio(each.value(LatencyBench.P50_RATIO))
                + "), p99 "
                + Numbers.of(each.value(LatencyBench.P99))
                + " ("
                + Numbers.ratio(each.value(LatencyBench.P99_RATIO))
                + ")");
  }

  static String throughput(Figures figures, String delay) {
    return contendersByWorks(
        figures,
        delay,
        each ->
            Numbers.of(each.value(LatencyBench.RATE))
                + " ("
                + Numbers.ratio(each.value(LatencyBench.RATE_RATIO))
                + ")");
  }

  private static String contendersByWorks(
      Figures figures, String where, Function<Figure, String> cell) {
    List<String> works =
        figures.works().stream().filter(work -> !figures.of(where, work).isEmpty()).toList();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(works);
    Table table = new Table(head);
    for (String contender : figures.contenders()) {
      List<String> row = new ArrayList<>(List.of(contender));
      for (String work : works) {
        row.add(figures.of(where, work, contender).map(cell).orElse(NONE));
      }
      table.row(row);
    }
    return table.toString();
  }

  static String footprint(Figures figures) {
    Table table =
        new Table(
            "",
            "until `main` ran",
            "until one write was made",
            "classes",
            "threads",
            "heap",
            "each prepared statement");
    List<String> starts =
        figures.works().stream()
            .filter(work -> !figures.of(FootprintBench.START, work).isEmpty())
            .toList();
    for (String contender : figures.contenders()) {
      List<String> row = new ArrayList<>(List.of(contender));
      for (String start : starts) {
        row.add(
            value(figures, FootprintBench.START, start, contender, FootprintBench.MILLIS) + " ms");
      }
      for (String what : List.of(FootprintBench.CLASSES, FootprintBench.THREADS)) {
        row.add(value(figures, FootprintBench.REST, FootprintBench.REST, contender, what));
      }
      row.add(
          value(figures, FootprintBench.REST, FootprintBench.REST, contender, FootprintBench.HEAP)
              + " MiB");
      row.add(
          value(
                  figures,
                  FootprintBench.STATEMENTS,
                  FootprintBench.HELD_OPEN,
                  contender,
                  FootprintBench.STATEMENT_BYTES)
              + " bytes");
      table.row(row);
    }
    return table.toString();
  }

  private static String value(
      Figures figures, String where, String work, String contender, String value) {
    return figures
        .of(where, work, contender)
        .map(each -> Numbers.of(each.value(value)))
        .orElse(NONE);
  }

  /** A row a tenth of the way, a column a phase. */
  static String endurance(Figures figures, String course) {
    List<String> head = new ArrayList<>(List.of("tenth"));
    head.addAll(figures.contenders());
    Table table = new Table(head);
    IntStream.rangeClosed(1, EnduranceBench.tenths())
        .forEach(tenth -> table.row(tenthRow(figures, course, tenth)));
    return table.toString();
  }

  private static List<String> tenthRow(Figures figures, String course, int tenth) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(tenth)));
    for (String phase : figures.contenders()) {
      row.add(
          figures
              .of(course, EnduranceBench.tenth(tenth), phase)
              .map(
                  each ->
                      Numbers.nanos(each.value(EnduranceBench.NANOS))
                          + ", "
                          + Numbers.of(each.value(EnduranceBench.BYTES))
                          + " B, heap "
                          + Numbers.of(each.value(EnduranceBench.HEAP))
                          + " MiB")
              .orElse(NONE));
    }
    return row;
  }

  /** For each path the methods that ran most, and the agent's that led there. */
  static String profile(Figures figures) {
    StringBuilder text = new StringBuilder();
    for (String path : figures.places()) {
      text.append("**").append(path).append("**\n\n");
      Table table = new Table("", "methods, in percent of the samples");
      for (String what :
          List.of(
              ProfileBench.TIME,
              ProfileBench.TIME_WITH_CALLEES,
              ProfileBench.BYTES,
              ProfileBench.BYTES_WITH_CALLEES)) {
        List<String> methods =
            figures.of(path, what).stream().limit(8).map(Tables::percentOf).toList();
        table.row(what, String.join("<br>", methods));
      }
      text.append(table).append("\n\n");
    }
    return text.toString().strip();
  }

  private static String percentOf(Figure figure) {
    return Numbers.of(figure.value(ProfileBench.PERCENT)) + " `" + figure.contender() + "`";
  }
}
