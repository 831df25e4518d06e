package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bind values on their way from the application's setter to the twin. */
class BindValuesTest {
  private static final String ROWS = "SELECT id, b, c FROM large ORDER BY id";

  private final CaptureBench bench = new CaptureBench();
  private final Connection connection = bench.application;

  BindValuesTest() throws Exception {
    bench.onBoth("CREATE TABLE large (id int PRIMARY KEY, b blob, c clob)");
  }

  @AfterEach
  void close() throws SQLException {
    bench.close();
  }

  /** Binds what comes after the id, which is parameter 1. */
  private interface Values {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private void insert(int id, Values values) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO large VALUES (?, ?, ?)")) {
      statement.setInt(1, id);
      values.bind(statement);
      assertEquals(1, statement.executeUpdate());
    }
  }

  private void assertMirrored(int rows) throws SQLException {
    assertEquals(rows, bench.rowsOfOld(ROWS).size());
    assertEquals(bench.rowsOfOld(ROWS), bench.rowsOfNew(ROWS));
    assertEquals(List.of(), bench.toldShort());
  }

  @Test
  void streamsAreWrittenToBothThoughTheyCanBeReadButOnce() throws Exception {
    byte[] bytes = new byte[5_000];
    Arrays.fill(bytes, (byte) 7);
    insert(
        1,
        statement -> {
          statement.setBinaryStream(2, new ByteArrayInputStream(bytes));
          statement.setCharacterStream(3, new StringReader("x".repeat(4_000)));
        });
    insert(
        2,
        statement -> {
          statement.setBinaryStream(2, new ByteArrayInputStream(bytes), 100);
          statement.setCharacterStream(3, new StringReader("some text"), 4L);
        });
    assertMirrored(2);
  }

  @Test
  void largeObjectsOfTheApplicationsConnectionAreWrittenToTheTwins() throws Exception {
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2, 3});
    Clob clob = connection.createClob();
    clob.setString(1, "text");
    insert(
        1,
        statement -> {
          statement.setBlob(2, blob);
          statement.setClob(3, clob);
        });
    assertMirrored(1);
  }

  @Test
  void aTypedNullIsNullOnBoth() throws Exception {
    insert(
        1,
        statement -> {
          statement.setNull(2, Types.BLOB);
          statement.setObject(3, null);
        });
    assertMirrored(1);
  }

  @Test
  void aValueThatIsChangedAfterItWasBoundIsMirroredAsItWasBound() throws Exception {
    byte[] bytes = {1, 2, 3};
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO large (id, b) VALUES (?, ?)")) {
      for (int id = 1; id <= 2; id++) {
        statement.setInt(1, id);
        statement.setBytes(2, bytes.clone());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    assertMirrored(2);
  }

  @Test
  void aStreamBeyondTheBoundIsTheMirrorsLossAndToldWithItsKey() throws Exception {
    insert(
        1,
        statement -> {
          statement.setBinaryStream(2, new ByteArrayInputStream(new byte[20_000]));
          statement.setString(3, "");
        });
    assertEquals(1, bench.rowsOfOld(ROWS).size());
    assertEquals(List.of("write-failed logged [1]"), bench.toldShort());
    assertTrue(
        bench.told.get(0).error().orElseThrow().message().contains("dualwrite.capture.stream-max"));
  }
}
