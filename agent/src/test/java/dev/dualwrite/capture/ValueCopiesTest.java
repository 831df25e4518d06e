package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCopiesTest {
  private final ValueCopies copies = new ValueCopies(100, 1_000);
  private final Connection application = Vendor.H2.connect();
  private final Connection other = Vendor.H2.connect();

  ValueCopiesTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    application.close();
    other.close();
  }

  static Stream<Object> mutableValues() {
    Calendar calendar = new GregorianCalendar(2026, Calendar.MARCH, 1);
    return Stream.of(new Timestamp(1), new java.util.Date(2), new java.sql.Date(3), calendar);
  }

  @ParameterizedTest
  @MethodSource("mutableValues")
  void aValueThatTheApplicationMayChangeIsCopied(Object value) throws Exception {
    Object copy = copies.of(value);
    assertEquals(value, copy);
    assertNotSame(value, copy);
    assertSame(value.getClass(), copy.getClass());
  }

  @Test
  void anArrayOfAnyTypeIsCopied() throws Exception {
    byte[] bytes = {1};
    Object[] objects = {"a"};
    int[] numbers = {1};
    byte[][] nested = {{1}};
    byte[] bytesThen = (byte[]) copies.of(bytes);
    Object[] objectsThen = (Object[]) copies.of(objects);
    int[] numbersThen = (int[]) copies.of(numbers);
    byte[][] nestedThen = (byte[][]) copies.of(nested);
    bytes[0] = 2;
    objects[0] = "b";
    numbers[0] = 2;
    nested[0][0] = 2;
    assertArrayEquals(new byte[] {1}, bytesThen);
    assertArrayEquals(new Object[] {"a"}, objectsThen);
    assertArrayEquals(new int[] {1}, numbersThen);
    assertArrayEquals(new byte[][] {{1}}, nestedThen);
  }

  @Test
  void aStreamIsCopiedAsTheDriverReadsIt() throws Exception {
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
    InputStream teed = (InputStream) copies.tee(new ByteArrayInputStream(bytes));
    Object copy = copies.of(teed);
    assertFalse(teed.markSupported());
    assertEquals('s', teed.read());
    assertArrayEquals("ome bytes".getBytes(StandardCharsets.UTF_8), teed.readAllBytes());
    assertArrayEquals(bytes, reopenedBytes(copy));
    assertArrayEquals(bytes, reopenedBytes(copy));
  }

  @Test
  void aReaderIsCopiedAsTheDriverReadsItWhateverItsCharactersAre() throws Exception {
    String text = "a\u20ac\ud83d\ude00 unpaired \ud800 end";
    Reader teed = (Reader) copies.tee(new StringReader(text));
    Object copy = copies.of(teed);
    assertFalse(teed.markSupported());
    assertEquals('a', teed.read());
    assertEquals(text.substring(1), readAll(teed));
    assertEquals(text, readAll((Reader) ValueCopies.reopened(copy, other)));
  }

  @Test
  void aStreamBeyondTheBoundIsAnErrorThatNamesTheSetting() throws Exception {
    InputStream teed = (InputStream) copies.tee(new ByteArrayInputStream(new byte[1_001]));
    Object copy = copies.of(teed);
    assertEquals(1_001, teed.readAllBytes().length, "the driver reads all of it");
    SQLException failure =
        assertThrows(SQLException.class, () -> ValueCopies.reopened(copy, other));
    assertTrue(failure.getMessage().contains("dualwrite.capture.stream-max"));
  }

  @Test
  void largeObjectsOutliveTheirOwners() throws Exception {
    Blob blob = application.createBlob();
    blob.setBytes(1, new byte[] {1, 2, 3});
    Clob clob = application.createClob();
    clob.setString(1, "text");
    SQLXML xml = application.createSQLXML();
    xml.setString("<a/>");
    Array array = application.createArrayOf("INTEGER", new Object[] {1, 2});
    Object bytes = copies.of(blob);
    Object text = copies.of(clob);
    Object document = copies.of(xml);
    Object elements = copies.of(array);
    blob.free();
    clob.free();
    array.free();
    application.close();

    assertArrayEquals(new byte[] {1, 2, 3}, reopenedBytes(bytes));
    assertEquals("text", readAll((Reader) ValueCopies.reopened(text, other)));
    assertEquals("<a/>", ((SQLXML) ValueCopies.reopened(document, other)).getString());
    assertArrayEquals(
        new Object[] {1, 2}, (Object[]) ((Array) ValueCopies.reopened(elements, other)).getArray());
  }

  @Test
  void onlyADriversOwnClassesAreStrangeToAnotherDriver() {
    ClassLoader driver = ValueCopiesTest.class.getClassLoader();
    ClassLoader another = new ClassLoader(null) {};
    assertTrue(ValueCopies.fits("text", another));
    assertTrue(ValueCopies.fits(new Timestamp(1), another));
    assertTrue(ValueCopies.fits(null, another));
    assertTrue(ValueCopies.fits(this, driver));
    assertFalse(ValueCopies.fits(this, another));
    assertTrue(ValueCopies.fits(new BinaryCopy(new Spool(1, 1)), another));
  }

  private byte[] reopenedBytes(Object copy) throws IOException, SQLException {
    try (InputStream in = (InputStream) ValueCopies.reopened(copy, other)) {
      return in.readAllBytes();
    }
  }

  private static String readAll(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] some = new char[3];
    for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
      text.append(some, 0, count);
    }
    return text.toString();
  }
}
