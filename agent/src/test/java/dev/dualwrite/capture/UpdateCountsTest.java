package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.mirror.Write;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class UpdateCountsTest {

  @Test
  void everyKindOfExecutionTellsItsCounts() throws Exception {
    assertEquals(3, UpdateCounts.of(3, null).count(0));
    assertEquals(3_000_000_000L, UpdateCounts.of(3_000_000_000L, null).count(0));
    assertEquals(2, UpdateCounts.of(new int[] {1, 2}, null).count(1));
    assertEquals(3_000_000_000L, UpdateCounts.of(new long[] {3_000_000_000L}, null).count(0));
    assertEquals(Write.UNKNOWN_COUNT, UpdateCounts.of(true, null).count(0), "rows, not a count");
  }

  @Test
  void ofExecuteTheStatementTells() throws Exception {
    try (Connection connection = Vendor.H2.connect();
        Statement statement = connection.createStatement()) {
      Sql.execute(connection, "CREATE TABLE t (id int)");
      Object result = statement.execute("INSERT INTO t VALUES (1), (2)");
      assertEquals(2, UpdateCounts.of(result, statement).count(0));
    }
  }

  @Test
  void aCountThatTheDriverDoesNotKnowIsUnknown() throws Exception {
    UpdateCounts counts = UpdateCounts.of(new int[] {Statement.SUCCESS_NO_INFO}, null);
    assertEquals(Write.UNKNOWN_COUNT, counts.count(0));
    assertTrue(counts.done(0));
    assertEquals(Write.UNKNOWN_COUNT, counts.count(1), "beyond the driver's counts");
  }

  @Test
  void ofABatchThatFailsHalfWaySomeStepsAreDone() {
    int[] counts = {1, Statement.EXECUTE_FAILED, 1};
    UpdateCounts part =
        UpdateCounts.of(new BatchUpdateException("a row is refused", counts)).orElseThrow();
    assertTrue(part.done(0));
    assertFalse(part.done(1));
    assertTrue(part.done(2));
    assertFalse(part.done(3), "not come to");
  }

  @Test
  void aDriverMayNotTellHowFarABatchCame() {
    assertTrue(UpdateCounts.of(new BatchUpdateException("no counts", (int[]) null)).isEmpty());
    assertTrue(UpdateCounts.of(new BatchUpdateException(new SQLException())).isEmpty());
  }
}
