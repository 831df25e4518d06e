package dev.dualwrite.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.BitString;
import dev.dualwrite.schema.Column;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.Vendor;
import java.math.BigDecimal;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueConverterTest {
  private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

  private static Object convert(Vendor vendor, int jdbcType, String typeName, Object value)
      throws SQLException {
    return new ValueConverter(vendor.dialect(), TableName.of("t"))
        .convert(value, Column.builder("c", jdbcType, typeName).build());
  }

  private static Object toPostgres(String typeName, Object value) throws SQLException {
    return convert(Vendor.POSTGRES, Types.OTHER, typeName, value);
  }

  private static Object toMariaDb(int jdbcType, String typeName, Object value) throws SQLException {
    return convert(Vendor.MARIADB, jdbcType, typeName, value);
  }

  @Test
  void nullIsNullForEveryType() throws SQLException {
    assertNull(toPostgres("uuid", null));
  }

  @Test
  void truthValuesAreOneAndZeroWhereTheVendorHasNumbersForThem() throws SQLException {
    assertEquals(1L, toMariaDb(Types.BOOLEAN, "BOOLEAN", true));
    assertEquals(true, toPostgres("bool", 1L));
    assertEquals(false, toPostgres("bool", "f"));
    assertThrows(SQLDataException.class, () -> toPostgres("bool", 2L));
  }

  @Test
  void aNumberIsNeverCutShort() throws SQLException {
    assertEquals(5L, toPostgres("int4", new BigDecimal("5.00")));
    assertThrows(SQLDataException.class, () -> toPostgres("int4", new BigDecimal("5.5")));
    assertThrows(
        SQLDataException.class, () -> toPostgres("int8", new BigDecimal("18446744073709551615")));
  }

  @Test
  void aUuidFitsSixteenBytesAndBack() throws SQLException {
    byte[] bytes = (byte[]) toMariaDb(Types.BINARY, "BINARY", ID);
    assertEquals("a0eebc999c0b4ef8bb6d6bb9bd380a11", HexFormat.of().formatHex(bytes));
    assertEquals(ID, toPostgres("uuid", bytes));
    assertEquals(ID.toString(), toMariaDb(Types.CHAR, "CHAR", ID));
  }

  @Test
  void betweenInstantsAndLocalTimesTheLocalTimeIsUtc() throws SQLException {
    OffsetDateTime instant = OffsetDateTime.parse("2024-01-01T10:00:00+02:00");
    LocalDateTime utc = LocalDateTime.parse("2024-01-01T08:00:00");
    assertEquals(utc, toMariaDb(Types.TIMESTAMP, "DATETIME", instant));
    assertEquals(OffsetDateTime.parse("2024-01-01T08:00:00Z"), toPostgres("timestamptz", utc));
  }

  @Test
  void aTimeOfDayIsNotDroppedFromADate() throws SQLException {
    assertEquals(
        LocalDate.of(2024, 1, 1), toPostgres("date", LocalDateTime.parse("2024-01-01T00:00:00")));
    assertThrows(
        SQLDataException.class,
        () -> toPostgres("date", LocalDateTime.parse("2024-01-01T00:00:01")));
  }

  @Test
  void wordsForWhatJavaHasNoValueForGoOnlyWhereTheyAreUnderstood() throws SQLException {
    assertEquals("infinity", toPostgres("timestamptz", "infinity"));
    assertEquals("24:00:00", toPostgres("time", "24:00:00"));
    assertEquals("NaN", toPostgres("numeric", "NaN"));
    assertEquals("0000-00-00", toMariaDb(Types.DATE, "DATE", "0000-00-00"));
    assertThrows(SQLDataException.class, () -> toMariaDb(Types.DATE, "DATE", "infinity"));
    assertThrows(SQLDataException.class, () -> toPostgres("date", "0000-00-00"));
    assertThrows(SQLDataException.class, () -> toPostgres("time", "838:59:59"));
  }

  @Test
  void bitsAreANumberOrDigitsButNeverADecimalOfTheirDigits() throws SQLException {
    assertEquals(new BigDecimal(5), toMariaDb(Types.BIT, "BIT", BitString.of("0101")));
    assertEquals(BitString.of("101"), toPostgres("bit", new BigDecimal(5)));
    assertEquals(5L, toPostgres("int4", BitString.of("0101")));
  }

  @Test
  void anArrayFitsNothingButAnArray() throws SQLException {
    ArrayValue array = ArrayValue.of(List.of(1, 2));
    assertEquals(array, convert(Vendor.H2, Types.ARRAY, "INTEGER ARRAY", array));
    SQLException refusal =
        assertThrows(SQLDataException.class, () -> toMariaDb(Types.VARCHAR, "VARCHAR", array));
    assertEquals(
        "Table t, column c of type VARCHAR: can't hold this array; change the"
            + " column's type, or exclude the table",
        refusal.getMessage());
  }

  @Test
  void bytesAreNotTakenForText() {
    assertThrows(
        SQLDataException.class, () -> toMariaDb(Types.VARCHAR, "VARCHAR", new byte[] {65}));
    assertThrows(SQLDataException.class, () -> toPostgres("bytea", "A"));
  }
}
