package dev.dualwrite.tests.apps.backfill;

import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes and fills the tables. */
public final class BackfillRows {
  private static final int BATCH = 1_000;
  private static final int TEAMS_AT_LEAST_ONE_IN = 10;

  private BackfillRows() {}

  /** Makes the tables on both sides, and fills those of the old one with so many rows each. */
  public static void prepare(DatabasePair pair, int rows) throws SQLException {
    for (Database database : List.of(pair.oldDatabase(), pair.newDatabase())) {
      for (BackfillTable table : BackfillTable.values()) {
        database.execute(table.create(database.vendor()));
      }
      database.execute("ALTER TABLE person ADD FOREIGN KEY (team) REFERENCES team (id)");
    }
    try (Connection connection = pair.oldDatabase().connect()) {
      connection.setAutoCommit(false);
      for (BackfillTable table : BackfillTable.values()) {
        fill(connection, pair.oldDatabase().vendor(), table, rows);
      }
      try (Statement statement = connection.createStatement()) {
        // Most bosses come after their people in the order of the keys.
        statement.execute(
            "UPDATE person SET boss = CASE WHEN id < "
                + rows / 2
                + " THEN "
                + rows
                + " - 1 - id ELSE id / 7 END WHERE id % 11 <> 0");
        statement.execute(
            "UPDATE person SET team = id - id % " + TEAMS_AT_LEAST_ONE_IN + " WHERE id % 3 = 0");
      }
      connection.commit();
    }
  }

  private static void fill(Connection connection, Vendor vendor, BackfillTable table, int rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      for (int number = 0; number < rows; number++) {
        table.bindRow(statement, vendor, number);
        statement.addBatch();
        if (number % BATCH == BATCH - 1) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
