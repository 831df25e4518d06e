package dev.dualwrite.demo.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One table of the shop as both databases hold it, read without the agent. */
public record Comparison(
    String table, String key, TableContents oldContents, TableContents newContents) {
  private static final Map<String, String> KEY_OF_TABLE = new LinkedHashMap<>();

  static {
    KEY_OF_TABLE.put("customers", "id");
    KEY_OF_TABLE.put("products", "id");
    KEY_OF_TABLE.put("orders", "id");
    KEY_OF_TABLE.put("order_items", "order_id || '/' || line");
  }

  /** Reads all tables of both. */
  public static List<Comparison> of(Connection oldDatabase, Connection newDatabase)
      throws SQLException {
    List<Comparison> all = new ArrayList<>();
    for (Map.Entry<String, String> table : KEY_OF_TABLE.entrySet()) {
      all.add(
          new Comparison(
              table.getKey(),
              table.getValue(),
              TableContents.read(oldDatabase, table.getKey(), table.getValue()),
              TableContents.read(newDatabase, table.getKey(), table.getValue())));
    }
    return all;
  }

  /** The keys of the rows that differ. */
  public Set<String> differingKeys() {
    return oldContents.differingKeys(newContents);
  }

  /** What to say about it: equal, or where it differs. */
  public String verdict() {
    Set<String> differing = differingKeys();
    if (differing.isEmpty()) {
      return "equal";
    }
    return differing.size() > 3
        ? "differs in " + differing.size() + " rows"
        : "differs at " + key.replace(" || '/' || ", "/") + " " + String.join(", ", differing);
  }
}
