package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what a repair would do, by one look without locks. */
public final class RepairPreview {
  private static final int KEYS_PER_LOOK = 100;

  private final DatabasesToVerify databases;

  /** Looks at these databases. */
  public RepairPreview(DatabasesToVerify databases) {
    this.databases = databases;
  }

  /**
   * Returns those of the keys whose rows differ now, in their tables' order.
   *
   * @throws NotVerifiableException when a table can't be compared
   */
  public List<Difference> of(Collection<Key> keys) throws SQLException, NotVerifiableException {
    Map<TableDescription, List<Key>> byTable = new LinkedHashMap<>();
    for (Key key : keys) {
      TableDescription table = databases.requireTable(key.table());
      byTable.computeIfAbsent(table, none -> new ArrayList<>()).add(key);
    }
    List<Difference> differences = new ArrayList<>();
    for (Map.Entry<TableDescription, List<Key>> each : byTable.entrySet()) {
      addDifferences(each.getKey(), each.getValue(), differences);
    }
    return differences;
  }

  private void addDifferences(TableDescription table, List<Key> keys, List<Difference> differences)
      throws SQLException, NotVerifiableException {
    TablePair pair =
        TablePair.of(
            databases.primary(), table, databases.secondary(), databases.requireCounterpart(table));
    Look look = new Look(pair, new RowComparison(pair));
    try (LookConnections connections =
        new LookConnections(databases.primary(), databases.secondary())) {
      for (int from = 0; from < keys.size(); from += KEYS_PER_LOOK) {
        List<Key> some = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_LOOK));
        look.at(connections, some, LockMode.NONE)
            .forEach(
                (key, sight) -> {
                  if (sight.kind() == Sight.Kind.DIFFERENT) {
                    differences.add(Difference.of(pair, key, sight));
                  }
                });
      }
    }
  }
}
