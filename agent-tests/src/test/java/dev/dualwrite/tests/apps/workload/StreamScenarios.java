package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Map;

/** Values that are read while they are sent. */
final class StreamScenarios {
  private StreamScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("streams", StreamScenarios::streams);
    scenarios.put("large objects", StreamScenarios::largeObjects);
  }

  @SuppressWarnings("deprecation")
  private static void streams(Session s) throws Exception {
    String large = "0123456789".repeat(20_000);
    byte[] bytes = new byte[150_000];
    s.random().nextBytes(bytes);
    BindScenarios.insert(
        s,
        "t, bin",
        2,
        p -> {
          p.setCharacterStream(1, new StringReader(large), large.length());
          p.setBinaryStream(2, new ByteArrayInputStream(bytes), bytes.length);
        });
    BindScenarios.insert(
        s,
        "t, bin",
        2,
        p -> {
          p.setCharacterStream(1, new StringReader("short"));
          p.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        });
    BindScenarios.insert(
        s,
        "t, bin",
        2,
        p -> {
          p.setCharacterStream(1, new StringReader("cut here, not there"), 8L);
          p.setBinaryStream(2, new ByteArrayInputStream(new byte[] {1, 2, 3}), 2L);
        });
    BindScenarios.insert(
        s,
        "v, t",
        2,
        p -> {
          p.setAsciiStream(1, ascii("ascii"), 5);
          p.setAsciiStream(2, ascii("more"));
        });
    BindScenarios.insert(s, "v", 1, p -> p.setUnicodeStream(1, ascii("unicode"), 7));
    BindScenarios.insert(
        s, "t", 1, p -> p.setNCharacterStream(1, new StringReader("national"), 8L));
    BindScenarios.insert(s, "t", 1, p -> p.setNCharacterStream(1, new StringReader("national")));
  }

  private static void largeObjects(Session s) throws Exception {
    BindScenarios.insert(s, "t", 1, p -> p.setClob(1, new StringReader("reader")));
    s.rollback();
    BindScenarios.insert(s, "t", 1, p -> p.setClob(1, new StringReader("reader"), 4L));
    s.rollback();
    BindScenarios.insert(s, "t", 1, p -> p.setNClob(1, new StringReader("national")));
    s.rollback();
    // PostgreSQL keeps these outside of the row, under a number that means nothing elsewhere.
    if (s.vendor() == Vendor.POSTGRESQL) {
      return;
    }
    BindScenarios.insert(
        s, "bin", 1, p -> p.setBlob(1, new ByteArrayInputStream(new byte[] {9, 8, 7})));
    BindScenarios.insert(
        s, "bin", 1, p -> p.setBlob(1, new ByteArrayInputStream(new byte[] {9, 8, 7}), 2L));
    BindScenarios.insert(
        s,
        "t, bin",
        2,
        p -> {
          Clob clob = s.connection().createClob();
          clob.setString(1, "a clob");
          Blob blob = s.connection().createBlob();
          blob.setBytes(1, new byte[] {4, 5, 6});
          p.setClob(1, clob);
          p.setBlob(2, blob);
        });
  }

  private static ByteArrayInputStream ascii(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
