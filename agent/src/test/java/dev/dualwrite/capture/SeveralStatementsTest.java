package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.testing.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A text that holds several statements. */
class SeveralStatementsTest {
  private static final String ITEMS = "SELECT id, text FROM items ORDER BY id";

  private final CaptureBench bench = new CaptureBench();
  private final Connection connection = bench.application;

  SeveralStatementsTest() throws Exception {}

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  @Test
  void eachOfThemIsMirroredWithItsOwnParameters() throws Exception {
    bench.onBoth("INSERT INTO items VALUES (1, 'a')");
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO items VALUES (?, ?); UPDATE items SET text = ? WHERE id = ?")) {
      statement.setInt(1, 2);
      statement.setString(2, "b");
      statement.setString(3, "c");
      statement.setInt(4, 1);
      statement.execute();
    }
    assertEquals(List.of("1,c", "2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,c", "2,b"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void oneThatGoesByRowsTakesTheOthersOfItsTableWithIt() throws Exception {
    bench.onOld("INSERT INTO items VALUES (1, 'a')");
    Sql.execute(
        connection,
        "INSERT INTO items VALUES (2, 'b'); UPDATE items SET text = 'c' WHERE text = 'a'");
    assertEquals(List.of("1,c", "2,b"), bench.rowsOfOld(ITEMS));
    assertEquals(List.of("1,c", "2,b"), bench.rowsOfNew(ITEMS));
  }

  @Test
  void anEndOfTheTransactionAmongThemEndsWhatWasWrittenBefore() throws Exception {
    connection.setAutoCommit(false);
    Sql.execute(connection, "INSERT INTO items VALUES (1, 'a')");
    Sql.execute(connection, "COMMIT; INSERT INTO items VALUES (2, 'b')");
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    connection.commit();
    assertEquals(List.of("1,a"), bench.rowsOfNew(ITEMS));
    assertEquals(List.of("unmirrored logged"), bench.toldShort(), "nothing is skipped silently");
  }
}
