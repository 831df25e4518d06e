package dev.dualwrite.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
  private static final String PAIRS =
      """
      H2, H2
      POSTGRES, POSTGRES
      MARIADB, MARIADB
      MARIADB, POSTGRES
      POSTGRES, MARIADB
      H2, POSTGRES
      """;

  @ParameterizedTest
  @CsvSource(textBlock = PAIRS)
  void everyKindOfDifferenceIsFoundAndNothingElse(Vendor oldVendor, Vendor newVendor)
      throws Exception {
    for (Strategy strategy : List.of(Strategy.FULL, Strategy.CHECKSUM, Strategy.SAMPLE)) {
      TwoDatabases databases = new TwoDatabases(oldVendor, newVendor);
      databases.onBoth(
          "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), amount DECIMAL(10,2))",
          "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, NULL, 4), (5, 'e', 5)");
      assertEquals(List.of(), databases.differences(strategy));
      databases.onOld("INSERT INTO t VALUES (9, 'z', 9)");
      databases.onNew(
          "DELETE FROM t WHERE id = 1",
          "INSERT INTO t VALUES (7, 'x', 7)",
          "UPDATE t SET amount = 2.01 WHERE id = 2",
          "UPDATE t SET name = 'C' WHERE id = 3",
          "UPDATE t SET name = '' WHERE id = 4",
          "UPDATE t SET name = 'e ' WHERE id = 5");

      assertEquals(
          List.of(
              "row-differs 2 amount",
              "row-differs 3 name",
              "row-differs 4 name",
              "row-differs 5 name",
              "row-extra 7",
              "row-missing 1",
              "row-missing 9"),
          databases.differences(strategy),
          strategy::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = PAIRS)
  void theCountTellsHowManyRowsAreMissing(Vendor oldVendor, Vendor newVendor) throws Exception {
    TwoDatabases databases = new TwoDatabases(oldVendor, newVendor);
    databases.onBoth("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)");
    assertTrue(databases.verify(Strategy.COUNT).get(0).clean());
    databases.onNew("DELETE FROM t WHERE id > 1");

    TableResult result = databases.verify(Strategy.COUNT).get(0);

    assertEquals(2, result.missing());
    assertEquals(3, result.rows());
    assertEquals(1, result.secondaryRows());
  }
}
