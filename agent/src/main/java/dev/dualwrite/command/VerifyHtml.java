package dev.dualwrite.command;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.TableResult;
import java.util.List;
import java.util.Locale;

/** Shows a verification in a browser: one page that needs nothing else. */
final class VerifyHtml {
  private static final int MOST_SHOWN = 1_000;

  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:62rem;margin:2.5rem auto;"
          + "padding:0 1.25rem}"
          + "h1{font-size:1.35rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}"
          + ".verdict{border-left:.4rem solid;padding:.6rem 1rem;margin:1.25rem 0;font-size:1.1rem}"
          + ".good{border-color:#1a7f37;background:#e6f4ea}"
          + ".bad{border-color:#b42318;background:#fdecea}"
          + "table{border-collapse:collapse;width:100%}"
          + "th,td{padding:.35rem .6rem;text-align:left;border-bottom:1px solid #d9dee3}"
          + "th{font-weight:600;border-bottom-width:2px}"
          + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
          + ".quiet{color:#57606a}code{font-size:.93em;overflow-wrap:anywhere}";

  private final StringBuilder page = new StringBuilder();

  private VerifyHtml() {}

  static String page(VerifyReport report) {
    VerifyHtml html = new VerifyHtml();
    html.addHead(report);
    html.addTables(report.tables());
    html.addDifferences(report);
    html.page.append("</body>\n</html>\n");
    return html.page.toString();
  }

  private void addHead(VerifyReport report) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Do both databases hold the same?</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Do both databases hold the same?</h1>\n")
        .append("<p class=\"quiet\">")
        .append(escaped(VerifyText.roles(report.databases())))
        .append(" Compared on ")
        .append(escaped(Timestamps.text(report.begun())))
        .append(", in ")
        .append(escaped(Words.time(report.took())))
        .append(". ")
        .append(escaped(extent(report)))
        .append("</p>\n<p class=\"verdict ")
        .append(report.clean() ? "good" : "bad")
        .append("\">")
        .append(escaped(report.verdict()))
        .append("</p>\n");
  }

  /** What a reader who knows no strategy may conclude. */
  private static String extent(VerifyReport report) {
    switch (report.strategy()) {
      case COUNT:
        return "Only the numbers of rows were compared, not what is in them.";
      case SAMPLE:
        return "Some rows, chosen at random, were compared in every field.";
      case CHECKSUM:
        return "All rows were compared by checksums over every field.";
      case FULL:
        return "Every field of every row was compared.";
    }
    throw new AssertionError(report.strategy());
  }

  private void addTables(List<TableResult> tables) {
    page.append("<h2>Tables</h2>\n<table>\n<tr><th>Table</th><th class=\"n\">Rows</th>")
        .append("<th class=\"n\">Compared</th><th class=\"n\">Missing</th>")
        .append("<th class=\"n\">Extra</th><th class=\"n\">Different</th><th>Result</th></tr>\n");
    for (TableResult table : tables) {
      page.append("<tr><td>").append(escaped(table.table().toString())).append("</td>");
      addNumbers(table.rows(), table.checked(), table.missing(), table.extra(), table.different());
      page.append("<td>").append(escaped(VerifyText.verdict(table)));
      for (String remark : VerifyText.remarks(table)) {
        page.append("<br><span class=\"quiet\">").append(escaped(remark)).append("</span>");
      }
      page.append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private void addNumbers(long... numbers) {
    for (long number : numbers) {
      page.append("<td class=\"n\">").append(VerifyText.number(number)).append("</td>");
    }
  }

  private void addDifferences(VerifyReport report) {
    List<Difference> named = report.named();
    if (named.isEmpty()) {
      return;
    }
    page.append("<h2>What differs</h2>\n<table>\n")
        .append("<tr><th>Row</th><th>Table</th><th>Key</th><th>Fields</th></tr>\n");
    for (Difference difference : named.subList(0, Math.min(MOST_SHOWN, named.size()))) {
      page.append("<tr><td>")
          .append(difference.kind().label().replace("row-", "").toLowerCase(Locale.ROOT))
          .append("</td><td>")
          .append(escaped(difference.key().table().toString()))
          .append("</td><td><code>")
          .append(escaped(VerifyText.key(difference)))
          .append("</code></td><td>")
          .append(escaped(String.join(", ", difference.fields())))
          .append("</td></tr>\n");
    }
    page.append("</table>\n");
    long further = report.differences() - Math.min(MOST_SHOWN, named.size());
    if (further > 0) {
      page.append("<p class=\"quiet\">And ")
          .append(VerifyText.number(further))
          .append(" more; the divergence log has all that are known.</p>\n");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
