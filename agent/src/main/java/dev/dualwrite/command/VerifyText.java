package dev.dualwrite.command;

import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.TableResult;
import dev.dualwrite.verify.VerifiedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a verification to people. */
final class VerifyText {
  private static final int MOST_SHOWN = 20;

  private VerifyText() {}

  static List<String> lines(VerifyReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.verdict());
    lines.add(
        "By "
            + report.strategy()
            + ", in "
            + Words.time(report.took())
            + ". "
            + roles(report.databases()));
    lines.add("");
    TextTable table = new TextTable();
    table.row("table", "rows", "checked", "missing", "extra", "different", "");
    report.tables().forEach(each -> table.row(cells(each)));
    table.lines().forEach(line -> lines.add("  " + line));
    addRemarks(report.tables(), lines);
    addDifferences(report, lines);
    return lines;
  }

  static String roles(DatabasesToVerify databases) {
    return sentence(databases.primary())
        + " is the primary, "
        + name(databases.secondary())
        + " follows.";
  }

  private static String sentence(VerifiedDatabase database) {
    String name = name(database);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String name(VerifiedDatabase database) {
    return database.side().label() + " (" + database.dialect() + ")";
  }

  private static String[] cells(TableResult table) {
    return new String[] {
      Words.oneLine(table.table().toString()),
      number(table.rows()),
      number(table.checked()),
      number(table.missing()),
      number(table.extra()),
      number(table.different()),
      verdict(table)
    };
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String verdict(TableResult table) {
    if (table.differences() > 0) {
      return "DIFFERS";
    }
    return table.clean() ? "equal" : "NOT VERIFIED";
  }

  /** What is to be known of single tables. */
  static List<String> remarks(TableResult table) {
    List<String> remarks = new ArrayList<>();
    table.failure().ifPresent(failure -> remarks.add("not verified: " + failure));
    if (table.unsettled() > 0) {
      remarks.add(
          "not verified: "
              + Words.counted(table.unsettled(), "row")
              + " changed too often, or stayed locked; verify the table again");
    }
    table.note().ifPresent(remarks::add);
    return remarks;
  }

  private static void addRemarks(List<TableResult> tables, List<String> lines) {
    List<String> remarks = new ArrayList<>();
    for (TableResult table : tables) {
      for (String remark : remarks(table)) {
        remarks.add("  " + Words.oneLine(table.table() + ": " + remark));
      }
    }
    if (!remarks.isEmpty()) {
      lines.add("");
      lines.addAll(remarks);
    }
  }

  private static void addDifferences(VerifyReport report, List<String> lines) {
    List<Difference> named = report.named();
    if (named.isEmpty()) {
      return;
    }
    lines.add("");
    TextTable table = new TextTable();
    table.row("kind", "table", "key", "fields");
    named.stream().limit(MOST_SHOWN).forEach(each -> table.row(cells(each)));
    table.lines().forEach(line -> lines.add("  " + line));
    if (named.size() > MOST_SHOWN) {
      lines.add("  … and " + (named.size() - MOST_SHOWN) + " more, all in the divergence log");
    }
    lines.add("");
    lines.add("Run repair to copy these rows from the primary, and verify again to prove it.");
  }

  private static String[] cells(Difference difference) {
    return new String[] {
      difference.kind().label(),
      Words.oneLine(difference.key().table().toString()),
      key(difference),
      Words.oneLine(String.join(", ", difference.fields()))
    };
  }

  static String key(Difference difference) {
    return RepairText.key(difference.key());
  }
}
