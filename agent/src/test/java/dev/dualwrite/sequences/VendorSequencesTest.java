package dev.dualwrite.sequences;

import static dev.dualwrite.sequences.TwoDatabases.insert;
import static dev.dualwrite.sequences.TwoDatabases.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.sequences.SequenceGap.Reason;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is particular to one vendor's sequences. */
class VendorSequencesTest {

  private static List<Reason> reasons(List<SequenceGap> gaps) {
    return gaps.stream().map(SequenceGap::reason).toList();
  }

  @Test
  void postgresSerialsAndIdentitiesStandForEachOther() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      Sql.execute(
          both.old,
          "CREATE TABLE a (id serial PRIMARY KEY, note text)",
          "CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY, note text)",
          "CREATE SEQUENCE c_ids",
          "CREATE TABLE c (id int DEFAULT nextval('c_ids'), note text)");
      Sql.execute(
          both.young,
          "CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME other), note text)",
          "CREATE TABLE b (id bigserial, note text)",
          "CREATE SEQUENCE c_ids",
          "CREATE TABLE c (id int DEFAULT nextval('c_ids'), note text)",
          "ALTER SEQUENCE c_ids OWNED BY c.id");
      for (String table : List.of("a", "b", "c", "c")) {
        insert(both.old, table);
      }

      SequenceAdvance advance = both.cutover().advance(0);

      assertEquals(3, advance.set().size(), advance.set()::toString);
      assertEquals(List.of(), advance.gaps());
      assertEquals(2, insert(both.young, "a"));
      assertEquals(2, insert(both.young, "b"));
      assertEquals(3, insert(both.young, "c"));
    }
  }

  /** Until it gives a value, pg_sequences shows neither side's restart. */
  @Test
  void aRestartedSequenceOfPostgresBeginsWhereItWasToldTo() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      both.executeOnBoth("CREATE SEQUENCE s", "CREATE SEQUENCE \"it's \"\"S\"\"\"");
      Sql.execute(
          both.old,
          "ALTER SEQUENCE s RESTART WITH 1000",
          "ALTER SEQUENCE \"it's \"\"S\"\"\" RESTART WITH 70");

      assertEquals(2, both.cutover().advance(0).set().size());

      assertEquals(List.of(), both.cutover().behind());
      assertEquals(1000, next(both.young, Vendor.POSTGRES, "s"));
    }
  }

  /** Hibernate takes 51 to 100 for the value 51, or 2 to 51, as it is configured. */
  @Test
  void aBlockThatWasTakenIsNoReasonToSkipOneButAValueBeyondItIs() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      both.executeOnBoth(
          "CREATE TABLE item (id int PRIMARY KEY)",
          "CREATE SEQUENCE s INCREMENT BY 50 OWNED BY item.id",
          "SELECT nextval('s'), nextval('s')",
          "INSERT INTO item VALUES (60), (100)");
      assertEquals(List.of(), both.cutover().behind());
      both.executeOnBoth("INSERT INTO item VALUES (120)");

      assertEquals(List.of(), both.cutover().advance(0).gaps());

      assertEquals(201, next(both.young, Vendor.POSTGRES, "s"), "whose block may begin at 152");
    }
  }

  @Test
  void whatAPostgresSessionHasCachedCountsAsGiven() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      Sql.execute(both.old, "CREATE SEQUENCE s CACHE 20");
      Sql.execute(both.young, "CREATE SEQUENCE s");
      next(both.old, Vendor.POSTGRES, "s");

      both.cutover().advance(0);

      assertEquals(21, next(both.young, Vendor.POSTGRES, "s"));
    }
  }

  @Test
  void postgresSequencesOfAnotherSchemaAreFoundThere() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      both.executeOnBoth(
          "CREATE SCHEMA other", "CREATE SEQUENCE other.s", "CREATE SEQUENCE s START WITH 5");
      next(both.old, Vendor.POSTGRES, "other.s");

      List<String> set = both.cutover().advance(0).set();

      assertEquals(List.of("sequence other.s of new gives 2 next, and no longer 1"), set);
    }
  }

  @Test
  void whatARoleMayNotDoIsToldWithTheDatabasesError() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.POSTGRES, Vendor.POSTGRES)) {
      both.executeOnBoth(
          "CREATE SEQUENCE fixed",
          "CREATE SEQUENCE hidden",
          "CREATE TABLE closed (id serial PRIMARY KEY, note text)",
          "CREATE TABLE fine (id serial PRIMARY KEY, note text)");
      Sql.execute(
          both.young,
          "DROP ROLE IF EXISTS weak",
          "CREATE ROLE weak LOGIN",
          "GRANT SELECT ON SEQUENCE fixed, closed_id_seq TO weak",
          "GRANT SELECT, UPDATE ON SEQUENCE fine_id_seq TO weak",
          "GRANT SELECT ON fine TO weak");
      next(both.old, Vendor.POSTGRES, "fixed");
      insert(both.old, "fine");

      SequenceAdvance advance = both.cutoverAs("weak").advance(0);

      assertEquals(1, advance.set().size(), advance.set()::toString);
      List<String> told = advance.gaps().stream().map(SequenceGap::toString).sorted().toList();
      assertEquals(3, told.size(), told::toString);
      assertEquals(
          "column public.closed.id of new can't be read for the values of its column; allow"
              + " dualwrite's user to select from it (ERROR: permission denied for table closed)",
          told.get(0));
      assertEquals(
          "sequence public.fixed of new would give 1 and could not be set to 2; allow dualwrite's"
              + " user to do that, or set it yourself (ERROR: permission denied for sequence fixed)",
          told.get(1));
      assertEquals(
          "sequence public.hidden of new can't be read; allow dualwrite's user to select from it",
          told.get(2));
    }
  }

  /** The server has counted a thousand ahead, and the catalog shows that alone. */
  @Test
  void whatMariaDbHasCountedAheadIsNotTakenForTheNextValue() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.MARIADB, Vendor.MARIADB)) {
      both.executeOnBoth("CREATE SEQUENCE s");
      next(both.young, Vendor.MARIADB, "s");
      for (int i = 0; i < 500; i++) {
        next(both.old, Vendor.MARIADB, "s");
      }
      SequenceSync sync = both.cutover();
      assertEquals(List.of(Reason.BEHIND), reasons(sync.behind()));

      assertEquals(List.of(), sync.advance(0).gaps());

      long first = next(both.young, Vendor.MARIADB, "s");
      assertTrue(first > 500, "old has given 500, new gives " + first);
    }
  }

  @Test
  void aTransactionThatHasUsedTheTableIsNotWaitedForLong() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.MARIADB, Vendor.MARIADB)) {
      both.executeOnBoth("CREATE TABLE item (id int AUTO_INCREMENT PRIMARY KEY, note text)");
      insert(both.old, "item");
      both.young.setAutoCommit(false);
      Sql.query(both.young, "SELECT * FROM item");
      SequenceSync sync = both.cutover();

      List<SequenceGap> gaps = sync.advance(0).gaps();

      assertEquals(List.of(Reason.REFUSED), reasons(gaps));
      assertEquals(1205, gaps.get(0).error().orElseThrow().getErrorCode());
      both.young.rollback();
      assertEquals(List.of(), sync.advance(0).gaps());
    }
  }

  @Test
  void theEndOfAMariaDbColumnIsThatOfItsType() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.MARIADB, Vendor.MARIADB)) {
      Sql.execute(both.old, "CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, note text)");
      Sql.execute(
          both.young, "CREATE TABLE t (id tinyint unsigned AUTO_INCREMENT PRIMARY KEY, note text)");
      Sql.execute(both.old, "ALTER TABLE t AUTO_INCREMENT = 255");
      assertEquals(List.of(), both.cutover().advance(0).gaps());
      Sql.execute(both.old, "ALTER TABLE t AUTO_INCREMENT = 256");

      assertEquals(List.of(Reason.ENDED), reasons(both.cutover().behind()));
    }
  }

  @Test
  void anIdentityOfH2IsSetThoughItIsAlwaysGenerated() throws SQLException {
    try (TwoDatabases both = new TwoDatabases(Vendor.H2, Vendor.H2)) {
      both.executeOnBoth(
          "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 3 INCREMENT BY 5)"
              + " PRIMARY KEY, note varchar(9))");
      insert(both.old, "t");
      insert(both.old, "t");

      assertEquals(List.of(), both.cutover().advance(2).gaps());

      assertEquals(23, insert(both.young, "t"));
    }
  }
}
