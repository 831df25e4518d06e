package dev.dualwrite.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionDialectTest {

  private static String[] changes(Vendor vendor) {
    return switch (vendor) {
      case POSTGRES ->
          new String[] {
            "CREATE SCHEMA \"it's\"",
            "SET search_path TO \"it's\", public",
            "SET TIME ZONE 'Asia/Tokyo'",
            "SET IntervalStyle = 'sql_standard'"
          };
      case MARIADB ->
          new String[] {
            "CREATE DATABASE IF NOT EXISTS `it's`",
            "USE `it's`",
            "SET time_zone = '+09:00', sql_mode = 'ANSI_QUOTES'",
            "SET foreign_key_checks = 0"
          };
      case H2 ->
          new String[] {
            "CREATE SCHEMA \"it's\"", "SET SCHEMA \"it's\"", "SET TIME ZONE 'Asia/Tokyo'"
          };
    };
  }

  @ParameterizedTest
  @EnumSource
  void theTwinTakesOverWhatTheHostChanged(Vendor vendor) throws SQLException {
    try (Connection host = vendor.connect();
        Connection twin = vendor.connect()) {
      Dialect dialect = vendor.dialect();
      SessionState hostAtStart = dialect.readSession(host);
      SessionState twinAtStart = dialect.readSession(twin);
      for (String change : changes(vendor)) {
        Sql.execute(host, change);
        if (change.startsWith("CREATE")) {
          Sql.execute(twin, change);
        }
      }
      SessionState hostNow = dialect.readSession(host);
      assertNotEquals(hostAtStart, hostNow);
      SessionState wanted = dialect.session().counterpart(hostAtStart, hostNow, twinAtStart);
      List<String> statements = dialect.session().statements(twinAtStart, wanted);
      Sql.execute(twin, statements.toArray(new String[0]));
      assertEquals(hostNow, dialect.readSession(twin));
      List<String> back = dialect.session().statements(wanted, twinAtStart);
      Sql.execute(twin, back.toArray(new String[0]));
      assertEquals(twinAtStart, dialect.readSession(twin));
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalStatesNeedNoStatementAndTheTwinStaysInItsOwnDatabase(Vendor vendor)
      throws SQLException {
    try (Connection host = vendor.connect();
        Connection twin = vendor.connect()) {
      Dialect dialect = vendor.dialect();
      SessionState atStart = dialect.readSession(host);
      SessionState twinAtStart = dialect.readSession(twin);
      SessionState wanted = dialect.session().counterpart(atStart, atStart, twinAtStart);
      assertEquals(List.of(), dialect.session().statements(twinAtStart, wanted));
    }
  }

  @Test
  void betweenVendorsOnlyAZoneGoesOverThatTheOtherKnows() throws SQLException {
    try (Connection postgres = Vendor.POSTGRES.connect();
        Connection h2 = Vendor.H2.connect();
        Connection mariaDb = Vendor.MARIADB.connect()) {
      Sql.execute(postgres, "SET TIME ZONE 'Asia/Tokyo'", "SET search_path TO pg_catalog");
      Sql.execute(mariaDb, "SET time_zone = '-01:00'");
      assertEquals(
          List.of("SET TIME ZONE 'Asia/Tokyo'"),
          carryOver(Vendor.POSTGRES, postgres, Vendor.H2, h2));
      assertEquals(List.of(), carryOver(Vendor.POSTGRES, postgres, Vendor.MARIADB, mariaDb));
      Sql.execute(postgres, "SET TIME ZONE 'UTC'");
      assertEquals(
          List.of("SET time_zone = '+00:00'"),
          carryOver(Vendor.POSTGRES, postgres, Vendor.MARIADB, mariaDb));
    }
  }

  @Test
  void anOffsetMeansTheSameOnEveryVendor() throws SQLException {
    try (Connection postgres = Vendor.POSTGRES.connect();
        Connection h2 = Vendor.H2.connect();
        Connection mariaDb = Vendor.MARIADB.connect()) {
      Sql.execute(mariaDb, "SET time_zone = '+05:30'");
      carryOver(Vendor.MARIADB, mariaDb, Vendor.POSTGRES, postgres);
      carryOver(Vendor.MARIADB, mariaDb, Vendor.H2, h2);
      String noon = "SELECT CAST(TIMESTAMP WITH TIME ZONE '2024-07-01 12:00:00+00' AS TIMESTAMP)";
      assertEquals(List.of("2024-07-01 17:30:00"), Sql.query(postgres, noon));
      assertEquals(List.of("2024-07-01 17:30:00"), Sql.query(h2, noon));
      assertEquals(
          List.of("2024-07-01 17:30:00"),
          Sql.query(mariaDb, "SELECT FROM_UNIXTIME(" + 1719835200 + ")"));
    }
  }

  /** PostgreSQL reads '+05' as five hours west of Greenwich. */
  @Test
  void anOffsetInPostgresOwnSpellingIsNotGuessedAt() throws SQLException {
    try (Connection postgres = Vendor.POSTGRES.connect();
        Connection h2 = Vendor.H2.connect()) {
      Sql.execute(postgres, "SET TIME ZONE '+05:00'");
      assertEquals(List.of(), carryOver(Vendor.POSTGRES, postgres, Vendor.H2, h2));
    }
  }

  private static List<String> carryOver(
      Vendor hostVendor, Connection host, Vendor vendor, Connection twin) throws SQLException {
    Dialect dialect = vendor.dialect();
    SessionState hostNow = hostVendor.dialect().readSession(host);
    SessionState twinNow = dialect.readSession(twin);
    SessionState wanted = dialect.session().counterpart(hostNow, hostNow, twinNow);
    List<String> statements = dialect.session().statements(twinNow, wanted);
    Sql.execute(twin, statements.toArray(new String[0]));
    return statements;
  }

  @Test
  void textsThatSetStateOfTheSessionAreRecognised() {
    SessionDialect postgres = Vendor.POSTGRES.dialect().session();
    assertTrue(postgres.changesSession("SET search_path TO a"));
    assertTrue(postgres.changesSession("/* why */ -- not\n set  time zone 'UTC'"));
    assertTrue(postgres.changesSession("SET LOCAL search_path TO a"));
    assertTrue(postgres.changesSession("RESET ALL"));
    assertTrue(postgres.changesSession("SELECT set_config('search_path', 'a', false)"));
    assertFalse(postgres.changesSession("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
    assertFalse(postgres.changesSession("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
    assertFalse(postgres.changesSession("SELECT 1"));
    SessionDialect mariaDb = Vendor.MARIADB.dialect().session();
    assertTrue(mariaDb.changesSession("USE shop"));
    assertTrue(mariaDb.changesSession("SET @@session.sql_mode = ''"));
    assertTrue(mariaDb.changesSession("set names utf8mb4"));
    assertFalse(mariaDb.changesSession("SET autocommit = 0"));
    assertFalse(mariaDb.changesSession("SET @@session.autocommit = 0"));
    assertFalse(mariaDb.changesSession("SET SESSION TRANSACTION READ ONLY"));
    assertTrue(Vendor.H2.dialect().session().changesSession("SET SCHEMA s"));
    assertFalse(Vendor.H2.dialect().session().changesSession("UPDATE t SET schema = 1"));
  }
}
