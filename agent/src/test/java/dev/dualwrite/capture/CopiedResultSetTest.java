package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopiedResultSetTest {
  private static final String UUID_TEXT = "00000000-0000-0000-0000-00000000002a";

  private Connection connection;
  private Statement statement;
  private CopiedRows rows;

  @BeforeEach
  void read() throws SQLException {
    connection = Vendor.H2.connect();
    statement = connection.createStatement();
    rows =
        CopiedRows.of(
            statement.executeQuery(
                "SELECT * FROM (VALUES (42, 'text', TRUE, UUID '"
                    + UUID_TEXT
                    + "', DATE '2026-03-01'), (NULL, NULL, NULL, NULL, NULL))"
                    + " AS t(id, text, flag, uid, d)"));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private ResultSet copy() {
    return CopiedResultSet.of(rows, Integer.MAX_VALUE, statement);
  }

  @Test
  void aValueIsReadByIndexAndByLabelAsWhateverTypeItCanBe() throws Exception {
    ResultSet copy = copy();
    assertTrue(copy.next());
    assertEquals(42, copy.getInt(1));
    assertEquals(42L, copy.getLong("Id"));
    assertEquals((short) 42, copy.getShort("ID"));
    assertEquals("42", copy.getString(1));
    assertEquals(new BigDecimal("42"), copy.getBigDecimal(1));
    assertEquals(42, copy.getObject(1));
    assertEquals(42L, copy.getObject(1, Long.class));
    assertEquals("42", copy.getObject("id", String.class));
    assertEquals("text", copy.getString("text"));
    assertTrue(copy.getBoolean(3));
    assertEquals(UUID.fromString(UUID_TEXT), copy.getObject("uid", UUID.class));
    assertEquals(java.sql.Date.valueOf("2026-03-01"), copy.getObject("d"));
    assertEquals(2, copy.findColumn("TEXT"));
  }

  @Test
  void nullIsZeroAndWasNullSaysSo() throws Exception {
    ResultSet copy = copy();
    copy.next();
    copy.getInt(1);
    assertFalse(copy.wasNull());
    copy.next();
    assertEquals(0, copy.getInt(1));
    assertTrue(copy.wasNull());
    assertNull(copy.getString("text"));
    assertFalse(copy.getBoolean("flag"));
    assertNull(copy.getObject("uid", UUID.class));
    assertNull(copy.getObject(1));
    assertTrue(copy.wasNull());
  }

  @Test
  void itGoesForwardOnceAndEachCopyFromTheStart() throws Exception {
    ResultSet copy = copy();
    assertTrue(copy.isBeforeFirst());
    assertThrows(SQLException.class, () -> copy.getInt(1));
    assertTrue(copy.next());
    assertTrue(copy.isFirst());
    assertEquals(1, copy.getRow());
    assertTrue(copy.next());
    assertTrue(copy.isLast());
    assertFalse(copy.next());
    assertFalse(copy.next());
    assertTrue(copy.isAfterLast());
    assertThrows(SQLException.class, () -> copy.getInt(1));
    assertTrue(copy().next());
  }

  @Test
  void aClosedOneSaysNothing() throws Exception {
    ResultSet copy = copy();
    copy.next();
    copy.close();
    assertTrue(copy.isClosed());
    assertThrows(SQLException.class, copy::next);
    assertThrows(SQLException.class, () -> copy.getInt(1));
  }

  @Test
  void whatIsNotOfTheTypeIsAnSqlException() throws Exception {
    ResultSet copy = copy();
    copy.next();
    assertThrows(SQLException.class, () -> copy.getInt("text"));
    assertThrows(SQLException.class, () -> copy.getByte("uid"));
    assertThrows(SQLException.class, () -> copy.getObject("text", UUID.class));
    assertThrows(SQLException.class, () -> copy.getInt("nothing"));
    assertThrows(SQLException.class, () -> copy.getInt(6));
    assertThrows(SQLFeatureNotSupportedException.class, copy::previous);
  }

  @Test
  void columnsBehindTheVisibleOnesAreNotThere() throws Exception {
    ResultSet copy = CopiedResultSet.of(rows, 1, statement);
    copy.next();
    assertEquals(42, copy.getInt("id"));
    assertThrows(SQLException.class, () -> copy.getString(2));
    assertThrows(SQLException.class, () -> copy.getString("text"));
    assertThrows(SQLException.class, () -> copy.findColumn("text"));
    assertEquals(1, copy.getMetaData().getColumnCount());
    assertEquals("ID", copy.getMetaData().getColumnLabel(1));
    assertThrows(SQLException.class, () -> copy.getMetaData().getColumnLabel(2));
  }

  @Test
  void generatedValuesAreFoundRowByRow() {
    Generated every = new Generated(Optional.of(rows), 2);
    assertEquals(Optional.of(42), every.value("id"));
    every.rowDone(false);
    assertEquals(Optional.empty(), every.value("id"), "NULL was returned");

    Generated onlyGenerated = new Generated(Optional.of(rows), 3);
    onlyGenerated.rowDone(false);
    assertEquals(Optional.of(42), onlyGenerated.value("ID"), "not a row without a generated key");
    onlyGenerated.rowDone(true);
    onlyGenerated.rowDone(true);
    assertEquals(Optional.empty(), onlyGenerated.value("ID"), "the driver returned no more");
    assertEquals(Optional.empty(), new Generated(Optional.empty(), 1).value("id"));
    assertEquals(Optional.empty(), new Generated(Optional.of(rows), 2).value("nothing"));
  }
}
