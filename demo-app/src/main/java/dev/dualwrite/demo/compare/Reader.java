package dev.dualwrite.demo.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads both databases, prints what they hold, and finds the deliberate divergence in the log. */
public final class Reader {
  private static final Map<String, String> KEY_OF_TABLE = new LinkedHashMap<>();

  static {
    KEY_OF_TABLE.put("customers", "id");
    KEY_OF_TABLE.put("products", "id");
    KEY_OF_TABLE.put("orders", "id");
    KEY_OF_TABLE.put("order_items", "order_id || '/' || line");
  }

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
      for (Map.Entry<String, String> table : KEY_OF_TABLE.entrySet()) {
        TableContents was = TableContents.read(oldDatabase, table.getKey(), table.getValue());
        TableContents is = TableContents.read(newDatabase, table.getKey(), table.getValue());
        print(
            table.getKey(),
            was.size(),
            is.size(),
            was.checksum(),
            is.checksum(),
            verdict(table.getValue(), was.differingKeys(is)));
        mirrored |= is.size() > 0;
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

  private static String verdict(String key, Set<String> differing) {
    if (differing.isEmpty()) {
      return "equal";
    }
    return differing.size() > 3
        ? "differs in " + differing.size() + " rows"
        : "differs at " + key.replace(" || '/' || ", "/") + " " + String.join(", ", differing);
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
