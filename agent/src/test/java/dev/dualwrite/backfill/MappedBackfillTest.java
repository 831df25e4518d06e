package dev.dualwrite.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Vendor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedBackfillTest {
  private static final Map<String, String> MAPPING =
      Map.of(
          "dualwrite.map.table.person", "people",
          "dualwrite.map.column.person.at", "born",
          "dualwrite.map.convert.person.at", "epoch-millis",
          "dualwrite.map.convert.person.active", "yes-no",
          "dualwrite.map.ignore.old.person", "legacy",
          "dualwrite.map.constant.person.region", "EU",
          "dualwrite.map.table.pet", "animal",
          "dualwrite.map.column.pet.owner", "person",
          "dualwrite.map.convert.pet.owner", "epoch-millis");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"H2, H2", "POSTGRES, POSTGRES", "POSTGRES, H2"})
  void rowsAreCopiedUnderOtherNamesWithOtherValues(Vendor oldVendor, Vendor newVendor)
      throws Exception {
    BackfillPair pair = pair(oldVendor, newVendor);
    for (int i = 1; i <= 300; i++) {
      pair.onOld(
          "INSERT INTO person VALUES (7, " + i * 1000 + ", '" + (i % 2 == 0 ? 'Y' : 'N') + "')",
          "INSERT INTO pet VALUES (" + i + ", " + i * 1000 + ")");
    }

    assertEquals(Map.of(), pair.run().left());

    assertEquals(
        List.of("300,150"),
        pair.rowsOfNew("SELECT count(*), sum(CASE WHEN active THEN 1 END) FROM people"));
    assertEquals(
        List.of("300"),
        pair.rowsOfNew(
            "SELECT count(*) FROM animal JOIN people ON person = born WHERE region = 'EU'"));
    assertEquals(List.of(), pair.differences());
  }

  private BackfillPair pair(Vendor oldVendor, Vendor newVendor) throws Exception {
    BackfillPair pair = new BackfillPair(oldVendor, newVendor, folder);
    pair.mapping(MAPPING);
    pair.onOld(
        "CREATE TABLE person (legacy INT, at BIGINT PRIMARY KEY, active CHAR(1))",
        "CREATE TABLE pet (id INT PRIMARY KEY, owner BIGINT REFERENCES person (at))");
    pair.onNew(
        "CREATE TABLE people (born TIMESTAMP(3) PRIMARY KEY, active BOOLEAN, region VARCHAR(2) NOT"
            + " NULL)",
        "CREATE TABLE animal (id INT PRIMARY KEY, person TIMESTAMP(3) REFERENCES people (born))");
    return pair;
  }

  @Test
  void whatTheTablesDontFulfilIsAProblemOfTheTable() throws Exception {
    BackfillPair pair = pair(Vendor.H2, Vendor.H2);
    Map<String, String> without = new HashMap<>(MAPPING);
    without.remove("dualwrite.map.constant.person.region");
    pair.mapping(without);

    String problems = pair.plan().tables().get(0).problems().toString();

    assertTrue(problems.contains("dualwrite.map.constant.person.REGION: it is missing"), problems);
  }
}
