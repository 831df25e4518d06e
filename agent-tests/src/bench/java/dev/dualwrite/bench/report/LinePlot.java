package dev.dualwrite.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lines over a horizontal axis, as an SVG that reads in light and dark. */
final class LinePlot {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 440;
  private static final int LEFT = 64;
  private static final int RIGHT = 250;
  private static final int TOP = 48;
  private static final int BOTTOM = 52;
  private static final int LABEL_HEIGHT = 17;
  private static final int TICKS = 5;
  // Of middling lightness, so that they stand out from white and from black.
  private static final List<String> COLOURS =
      List.of(
          "#808080", "#d97706", "#b45309", "#16a34a", "#2563eb", "#7dadf5", "#dc2626", "#f28b82",
          "#9333ea", "#c58af9", "#0d9488", "#db2777", "#65a30d");
  private static final String STYLE =
      "<style>text{font:13px sans-serif;fill:#1f2328}.title{font-weight:bold;font-size:15px}"
          + ".axis{stroke:#8c959f;stroke-width:1}.grid{stroke:#8c959f;stroke-opacity:.25}"
          + ".line{fill:none;stroke-width:2}"
          + "@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>";

  private final String title;
  private final String xTitle;
  private final String yTitle;
  private final List<Line> lines = new ArrayList<>();

  LinePlot(String title, String xTitle, String yTitle) {
    this.title = title;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  private record Line(String name, List<Double> x, List<Double> y, String colour) {
    double lastY() {
      return y.get(y.size() - 1);
    }
  }

  /** Adds a line through points whose coordinates are given by axis. */
  void line(String name, List<Double> x, List<Double> y) {
    lines.add(new Line(name, x, y, COLOURS.get(lines.size() % COLOURS.size())));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
            WIDTH,
            HEIGHT));
    svg.append(STYLE).append('\n');
    text(svg, LEFT, 22, "title", "start", title);
    text(svg, LEFT, TOP - 8, "", "start", yTitle);
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "", "middle", xTitle);
    yAxis(svg);
    xAxis(svg);
    lines.forEach(line -> draw(svg, line));
    legend(svg);
    return svg.append("</svg>\n").toString();
  }

  private void yAxis(StringBuilder svg) {
    for (double value = 0; value <= maxY(); value += step()) {
      rule(svg, value == 0 ? "axis" : "grid", LEFT, py(value), WIDTH - RIGHT, py(value));
      text(svg, LEFT - 8, py(value) + 4, "", "end", Numbers.of(value));
    }
  }

  /** A step of 1, 2 or 5 in its first digit. */
  private double step() {
    double rough = highest() / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  private void xAxis(StringBuilder svg) {
    for (double value : lines.get(0).x()) {
      rule(svg, "axis", px(value), HEIGHT - BOTTOM, px(value), HEIGHT - BOTTOM + 5);
      text(svg, px(value), HEIGHT - BOTTOM + 20, "", "middle", Numbers.of(value));
    }
  }

  private void draw(StringBuilder svg, Line line) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < line.x().size(); i++) {
      points.append(
          String.format(Locale.ROOT, "%.1f,%.1f ", px(line.x().get(i)), py(line.y().get(i))));
    }
    svg.append(
        String.format(
            "<polyline class=\"line\" stroke=\"%s\" points=\"%s\"/>\n",
            line.colour(), points.toString().strip()));
  }

  /** At the height where each line ends, or as near to it as those above it leave room. */
  private void legend(StringBuilder svg) {
    List<Line> sorted =
        lines.stream().sorted(Comparator.comparingDouble(Line::lastY).reversed()).toList();
    double free = TOP;
    for (int i = 0; i < sorted.size(); i++) {
      Line line = sorted.get(i);
      double lowest = HEIGHT - BOTTOM - (sorted.size() - 1.0 - i) * LABEL_HEIGHT;
      double y = Math.min(Math.max(py(line.lastY()), free), lowest);
      free = y + LABEL_HEIGHT;
      int x = WIDTH - RIGHT + 14;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" class=\"line\" stroke=\"%s\"/>\n",
              x,
              y,
              x + 18,
              y,
              line.colour()));
      text(svg, x + 24, y + 4, "", "start", line.name());
    }
  }

  private static void rule(
      StringBuilder svg, String style, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(
      StringBuilder svg, double x, double y, String style, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            style,
            x,
            y,
            anchor,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private double px(double value) {
    double most = lines.stream().flatMap(line -> line.x().stream()).reduce(0.0, Math::max);
    return LEFT + value / most * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - value / maxY() * (HEIGHT - TOP - BOTTOM);
  }

  private double maxY() {
    return Math.ceil(highest() / step()) * step();
  }

  private double highest() {
    return lines.stream().flatMap(line -> line.y().stream()).reduce(0.0, Math::max);
  }
}
