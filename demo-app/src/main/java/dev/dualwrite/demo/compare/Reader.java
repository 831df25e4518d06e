package dev.dualwrite.demo.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Reads both databases, prints what they hold, and finds the deliberate divergence in the log. */
public final class Reader {
  private Reader() {}

  /** Arguments: old URL, new URL, divergence log, the lines it had before, the bulk order's id. */
  public static void main(String[] args) throws SQLException, IOException {
    System.out.printf("%nWhat the two databases hold, read by another process%n");
    if (compareTables(args[0], args[1])) {
      findDeliberateDivergence(Path.of(args[2]), Integer.parseInt(args[3]), args[4]);
    } else {
      System.out.printf(
          "%nNot mirrored: the new database is empty. Run with%n  java"
              + " -javaagent:agent/target/dualwrite-agent.jar=demo-app/dualwrite.properties -jar"
              + " demo-app/target/demo-app.jar%n");
    }
  }

  /** Returns whether anything has reached the new database. */
  private static boolean compareTables(String oldUrl, String newUrl) throws SQLException {
    boolean mirrored = false;
    try (Connection oldDatabase = connect(oldUrl);
        Connection newDatabase = connect(newUrl)) {
      print("table", "old rows", "new rows", "old sum", "new sum", "");
      for (Comparison table : Comparison.of(oldDatabase, newDatabase)) {
        print(
            table.table(),
            table.oldContents().size(),
            table.newContents().size(),
            table.oldContents().checksum(),
            table.newContents().checksum(),
            table.verdict());
        mirrored |= table.newContents().size() > 0;
      }
    }
    return mirrored;
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(
        url, System.getenv("DEMO_USER"), System.getenv("DEMO_PASSWORD"));
  }

  private static void print(
      String table, Object oldRows, Object newRows, String oldSum, String newSum, String verdict) {
    String line =
        String.format(
            Locale.ROOT,
            "  %-12s %8s  %8s  %-8s  %-8s  %s",
            table,
            oldRows,
            newRows,
            oldSum,
            newSum,
            verdict);
    System.out.println(line.stripTrailing());
  }

  private static void findDeliberateDivergence(Path log, int linesBefore, String order)
      throws IOException {
    List<String> lines = DivergenceLog.read(log);
    System.out.printf("%nThe divergence log, %s, has %d lines", log, lines.size() - linesBefore);
    System.out.println(linesBefore == 0 ? "." : " of this run.");
    for (int i = linesBefore; i < lines.size(); i++) {
      if (lines.get(i).toLowerCase(Locale.ROOT).contains("\"order_id\":" + order + ",")) {
        System.out.printf(
            "Line %d is the one that was meant to diverge, order %s:%n%s%n",
            i + 1, order, lines.get(i));
        return;
      }
    }
    System.out.println("None of them is order " + order + ", which was meant to diverge.");
  }
}
