package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.util.Map;

/** Session state that changes what a statement means. */
final class SessionScenarios {
  private SessionScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("schema", SessionScenarios::schema);
    scenarios.put("time zone", SessionScenarios::timeZone);
    scenarios.put("variables", SessionScenarios::variables);
    scenarios.put("SQL mode", SessionScenarios::sqlMode);
  }

  private static void schema(Session s) throws Exception {
    if (s.vendor() == Vendor.MARIADB) {
      return;
    }
    Connection c = s.connection();
    String before = c.getSchema();
    String side = s.pick("side", "", "SIDE");
    s.run("INSERT INTO side.account (id, v) VALUES (?, 'qualified')", s.nextId());
    s.attempt("setSchema", () -> c.setSchema(side));
    s.run("INSERT INTO account (id, v) VALUES (?, 'by setSchema')", s.nextId());
    s.run("UPDATE account SET v = 'by predicate' WHERE v = 'qualified'");
    s.attempt("setSchema", () -> c.setSchema(before));
    s.execute(s.pick("SET search_path TO side, public", "", "SET SCHEMA side"));
    s.run("INSERT INTO account (id, v) VALUES (?, 'by text')", s.nextId());
    s.run("SELECT id, v FROM account ORDER BY id");
    s.execute(s.pick("SET search_path TO public", "", "SET SCHEMA public"));
    s.run("UPDATE account SET note = 'public again' WHERE id = ?", 1);
    s.transcript().line("schema %s", c.getSchema());
  }

  private static void timeZone(Session s) throws Exception {
    String utc = s.pick("SET TIME ZONE 'UTC'", "SET time_zone = '+00:00'", "SET TIME ZONE 'UTC'");
    String east =
        s.pick("SET TIME ZONE 'Asia/Tokyo'", "SET time_zone = '+09:00'", "SET TIME ZONE '+09:00'");
    for (String zone : new String[] {east, utc}) {
      s.execute(zone);
      s.execute("INSERT INTO kinds (v, tz) VALUES ('zone', '2026-06-01 12:00:00')");
      s.run("SELECT tz FROM kinds WHERE v = 'zone' ORDER BY id");
    }
  }

  private static void variables(Session s) throws Exception {
    int id = s.nextId();
    s.execute(
        s.pick(
            "SELECT set_config('app.owner', 'me', false)",
            "SET @owner = 'me'",
            "SET @owner = 'me'"));
    s.run(
        "INSERT INTO account (id, owner, balance, grp) VALUES (?, "
            + s.pick("current_setting('app.owner')", "@owner", "@owner")
            + ", 1, 200)",
        id);
    s.execute(s.pick("RESET app.owner", "SELECT @owner := 'you'", "SET @owner = 'you'"));
    s.run(
        "UPDATE account SET owner = "
            + s.pick("current_setting('app.owner') || 'x'", "@owner", "@owner")
            + " WHERE id = ?",
        id);
    s.run("SELECT id, owner FROM account WHERE grp = 200 ORDER BY id");
  }

  private static void sqlMode(Session s) throws Exception {
    if (s.vendor() != Vendor.MARIADB) {
      return;
    }
    s.run("SELECT @@sql_mode");
    s.execute("SET SESSION sql_mode = 'PIPES_AS_CONCAT'");
    s.run(
        "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'a' || 'b', 'none', 210)",
        s.nextId());
    s.execute("SET SESSION sql_mode = DEFAULT");
    s.run("SELECT id, owner, balance FROM account WHERE grp = 210 ORDER BY id");
  }
}
