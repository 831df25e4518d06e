package dev.dualwrite.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Databases;
import dev.dualwrite.tests.harness.Vendor;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Databases.Extension.class)
class HarnessTest {

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aComparisonSeesOneChangedFieldAndOneMissingRow(Vendor vendor, Databases databases)
      throws Exception {
    DatabasePair pair = databases.pair(vendor);
    pair.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
    assertEquals(List.of(), pair.differences());

    pair.oldDatabase().execute("INSERT INTO t VALUES (3, 'three')");
    pair.newDatabase().execute("UPDATE t SET name = 'two ' WHERE id = 2");

    assertEquals(
        List.of("only in old t: 2 | two", "only in old t: 3 | three", "only in new t: 2 | two "),
        pair.differences());
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void everyPairIsFresh(Vendor vendor, Databases databases) throws Exception {
    assertNotEquals(databases.pair(vendor), databases.pair(vendor));
  }
}
