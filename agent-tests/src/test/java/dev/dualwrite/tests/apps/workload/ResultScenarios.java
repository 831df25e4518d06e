package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.Map;

/** Statements that answer with rows, several results, or let rows be changed. */
final class ResultScenarios {
  private static final String CONTENT =
      "SELECT id, owner, balance, grp, note FROM account ORDER BY id";

  private ResultScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("updatable result set", ResultScenarios::updatable);
    scenarios.put("several statements in one text", ResultScenarios::several);
    scenarios.put("failure in the middle of several statements", ResultScenarios::severalFailing);
    scenarios.put("returned rows", ResultScenarios::returned);
    scenarios.put("reads", ResultScenarios::reads);
    scenarios.put("calls", ResultScenarios::calls);
    scenarios.put("comments and spelling", ResultScenarios::spelling);
    scenarios.put("warnings", ResultScenarios::warnings);
  }

  private static void account(Session s, String owner, int grp) throws Exception {
    s.run(
        "INSERT INTO account (id, owner, balance, grp) VALUES (?, ?, ?, ?)",
        s.nextId(),
        owner,
        10,
        grp);
  }

  private static void updatable(Session s) throws Exception {
    account(s, "to update", 50);
    account(s, "to delete", 50);
    int inserted = s.nextId();
    s.attempt(
        "updatable",
        () -> {
          String sql = "SELECT id, owner, balance, grp FROM account WHERE grp = 50";
          try (PreparedStatement p =
                  s.connection()
                      .prepareStatement(
                          sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
              ResultSet rows = p.executeQuery()) {
            while (rows.next()) {
              if (rows.getString("owner").equals("to update")) {
                rows.updateInt("balance", 77);
                rows.updateRow();
              }
            }
            rows.moveToInsertRow();
            rows.updateInt("id", inserted);
            rows.updateString("owner", "inserted");
            rows.updateInt("balance", 1);
            rows.updateInt("grp", 51);
            rows.insertRow();
            rows.moveToCurrentRow();
            rows.beforeFirst();
            while (rows.next()) {
              if (rows.getString("owner").equals("to delete")) {
                rows.deleteRow();
              }
            }
            s.transcript().properties(p);
          }
        });
    s.run(CONTENT);
  }

  private static void several(Session s) throws Exception {
    int id = s.nextId();
    s.execute(
        "INSERT INTO account (id, owner, balance, grp) VALUES ("
            + id
            + ", 'a;b', 1, 60); UPDATE account SET balance = balance + 1 WHERE id = "
            + id
            + "; DELETE FROM account WHERE id = -1");
    s.execute(
        "UPDATE account SET note = 'x' WHERE id = "
            + id
            + "; SELECT note FROM account WHERE id = "
            + id);
    s.run(
        "UPDATE account SET note = ? WHERE id = ?; UPDATE account SET balance = ? WHERE id = ?",
        "several",
        id,
        5,
        id);
    s.rollback();
    s.run(CONTENT);
  }

  private static void severalFailing(Session s) throws Exception {
    int id = s.nextId();
    String insert = "INSERT INTO account (id, owner, balance, grp) VALUES (" + id + ", 'x', 1, 61)";
    s.execute(insert + "; " + insert + "; UPDATE account SET note = 'never' WHERE id = " + id);
    s.commit();
    s.run(CONTENT);
  }

  private static void returned(Session s) throws Exception {
    int id = s.nextId();
    s.run(
        s.pick(
            "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'r', 1, 70) RETURNING id,"
                + " owner",
            "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'r', 1, 70) RETURNING id,"
                + " owner",
            "SELECT id, owner FROM FINAL TABLE (INSERT INTO account (id, owner, balance, grp)"
                + " VALUES (?, 'r', 1, 70))"),
        id);
    s.rollback();
    account(s, "returned", 71);
    s.run(
        s.pick(
            "UPDATE account SET balance = balance * 2 WHERE grp = 71 RETURNING balance",
            "REPLACE INTO account (id, owner, balance, grp) VALUES (-7, 'r', 1, 71) RETURNING id",
            "SELECT balance FROM FINAL TABLE (UPDATE account SET balance = balance * 2 WHERE grp ="
                + " 71)"));
    s.run(
        s.pick(
            "DELETE FROM account WHERE grp = 71 RETURNING owner",
            "DELETE FROM account WHERE grp = 71 RETURNING owner",
            "SELECT owner FROM OLD TABLE (DELETE FROM account WHERE grp = 71)"));
    s.run(CONTENT);
  }

  private static void reads(Session s) throws Exception {
    // In order, since PostgreSQL's own is that of the heap, where even a read may prune a page.
    s.run("SELECT id FROM account WHERE id > ? ORDER BY id FOR UPDATE", 0);
    s.run("WITH few AS (SELECT id FROM account WHERE grp = 1) SELECT count(*) FROM few");
    s.run("(SELECT id FROM account WHERE grp = 1) UNION ALL (SELECT 0) ORDER BY 1");
    s.run("VALUES (1, 'a'), (2, 'b')");
    s.run("SELECT 'INSERT INTO account; DELETE' AS text");
    s.attempt(
        "scrolling",
        () -> {
          try (Statement statement =
                  s.connection()
                      .createStatement(
                          ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
              ResultSet rows = statement.executeQuery(CONTENT)) {
            statement.setMaxRows(3);
            statement.setFetchSize(2);
            statement.setQueryTimeout(30);
            s.transcript().line("  last %s row %d", rows.last(), rows.getRow());
            s.transcript().properties(statement);
          }
        });
  }

  private static void calls(Session s) throws Exception {
    s.attempt(
        "{? = call abs(?)}",
        () -> {
          try (CallableStatement call = s.connection().prepareCall("{? = call abs(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt(2, -5);
            call.execute();
            s.transcript().line("  abs %d", call.getInt(1));
          }
        });
    s.rollback();
    int id = s.nextId();
    s.attempt(
        "a callable statement that is an insert",
        () -> {
          String sql = "INSERT INTO account (id, owner, balance, grp) VALUES (?, ?, ?, ?)";
          try (CallableStatement call = s.connection().prepareCall(sql)) {
            Session.bind(call, id, "called", 1, 80);
            s.transcript().line("  count %d", call.executeUpdate());
          }
        });
    s.rollback();
    s.run(CONTENT);
  }

  private static void spelling(Session s) throws Exception {
    int id = s.nextId();
    s.run(
        "  -- a comment; with a semicolon\n /* and another; */ iNsErT\n\tiNtO account (id, owner,"
            + " balance, grp) vAlUeS (?, 'it''s -- no comment', 1, 90);",
        id);
    s.rollback();
    s.run(
        "/* update */ INSERT INTO account (id, owner, balance, grp) VALUES (?, '{fn now()} ?', 1,"
            + " 90)",
        s.nextId());
    s.run(
        "UPDATE account SET touched = {ts '2026-01-02 03:04:05'}, owner = {fn concat('a', 'b')}"
            + " WHERE id = ?",
        id);
    s.rollback();
    s.run(
        s.pick(
            "UPDATE \"account\" AS a SET \"note\" = $$dollar ' quoted$$ WHERE a.id = ?",
            "UPDATE `account` AS a SET a.`note` = \"it's \\\" quoted\" WHERE a.id = ?",
            "UPDATE \"ACCOUNT\" AS a SET \"NOTE\" = $$dollar ' quoted$$ WHERE a.id = ?"),
        id);
    s.run(CONTENT);
  }

  private static void warnings(Session s) throws Exception {
    s.execute("DROP TABLE IF EXISTS loose_never_there");
    s.execute(s.pick("SELECT 1", "SELECT 1 / 0", "SELECT 1"));
    s.transcript().warnings(s.connection().getWarnings());
    s.connection().clearWarnings();
    if (s.vendor() == Vendor.MARIADB) {
      s.run(
          "INSERT IGNORE INTO twokeys VALUES (?, ?, ?)",
          s.nextId(),
          "much longer than twenty",
          "cut");
      // Not SHOW WARNINGS, which tells of the session's last statement: docs/mirroring.md.
      s.run("SELECT id, code FROM twokeys ORDER BY id");
    }
  }
}
