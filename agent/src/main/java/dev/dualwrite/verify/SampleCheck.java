package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares rows whose keys are drawn at random, half of them from each side. */
final class SampleCheck {
  private static final int KEYS_PER_LOOK = 100;

  private final TablePair pair;
  private final LookConnections connections;
  private final Doubts doubts;
  private final int size;

  SampleCheck(TablePair pair, LookConnections connections, Doubts doubts, int size) {
    this.pair = pair;
    this.connections = connections;
    this.doubts = doubts;
    this.size = size;
  }

  void run(Tally tally) throws SQLException {
    Set<Key> drawn = new LinkedHashSet<>(draw(connections.primary(), pair.primary()));
    drawn.addAll(draw(connections.secondary(), pair.secondary()));
    List<Key> keys = new ArrayList<>(drawn);
    Look look = new Look(pair, new RowComparison(pair));
    for (int from = 0; from < keys.size(); from += KEYS_PER_LOOK) {
      List<Key> some = keys.subList(from, Math.min(keys.size(), from + KEYS_PER_LOOK));
      Map<Key, Sight> sights = look.at(connections, some, LockMode.NONE);
      for (Map.Entry<Key, Sight> each : sights.entrySet()) {
        if (each.getValue().kind() != Sight.Kind.EQUAL) {
          doubts.add(each.getKey());
        }
      }
      tally.checked(some.size());
    }
  }

  private List<Key> draw(Connection connection, TableHalf table) throws SQLException {
    List<Key> keys = new ArrayList<>();
    String query =
        table.selectKeys()
            + " ORDER BY "
            + table.dialect().scans().random()
            + " LIMIT "
            + (size + 1) / 2;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        keys.add(table.readKey(result));
      }
      return keys;
    } finally {
      connection.rollback();
    }
  }
}
