package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.io.StringReader;
import java.sql.CallableStatement;
import java.util.Map;
import org.postgresql.PGConnection;

/** Writes that needn't reach the new database, but then must be in the divergence log. */
final class LooseScenarios {
  private LooseScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("DDL", LooseScenarios::ddl);
    scenarios.put("procedures and writing functions", LooseScenarios::routines);
    scenarios.put("truncate", LooseScenarios::truncate);
    scenarios.put("joined updates and deletes", LooseScenarios::joined);
    scenarios.put("updates of tables without a key", LooseScenarios::withoutKey);
    scenarios.put("the driver's own copy", LooseScenarios::copy);
    scenarios.put("keys that nobody tells", LooseScenarios::unknownKeys);
  }

  private static void ddl(Session s) throws Exception {
    String table = "loose_ddl_" + s.nextId();
    s.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY, v INT)");
    s.run("INSERT INTO " + table + " VALUES (1, 1)");
    s.execute("ALTER TABLE " + table + " ADD COLUMN w INT");
    s.run("UPDATE " + table + " SET w = 2 WHERE id = 1");
    s.run("SELECT * FROM " + table);
    s.commit();
  }

  private static void routines(Session s) throws Exception {
    if (s.vendor() == Vendor.H2) {
      return;
    }
    s.attempt(
        "procedure",
        () -> {
          String call = s.pick("CALL loose_proc_add(?)", "{call loose_proc_add(?)}", "");
          try (CallableStatement statement = s.connection().prepareCall(call)) {
            statement.setInt(1, 3);
            s.transcript().results(statement, statement.execute());
          }
        });
    s.rollback();
    s.run("CALL loose_proc_add(4)");
    s.run("SELECT loose_proc_touch(?)", 5);
    s.run("SELECT id, v FROM loose_proc");
  }

  private static void truncate(Session s) throws Exception {
    s.run("INSERT INTO loose_trunc VALUES (?, 0)", s.nextId());
    s.execute("TRUNCATE TABLE loose_trunc");
    s.commit();
    s.run("INSERT INTO loose_trunc VALUES (?, 0)", s.nextId());
    s.run("SELECT id, v FROM loose_trunc");
  }

  private static void joined(Session s) throws Exception {
    s.run(
        s.pick(
            "UPDATE loose_join j SET v = a.balance FROM account a WHERE a.id = j.id",
            "UPDATE loose_join j JOIN account a ON a.id = j.id SET j.v = a.balance",
            "UPDATE loose_join SET v = (SELECT max(balance) FROM account)"));
    s.run(
        s.pick(
            "DELETE FROM loose_join j USING account a WHERE a.id = j.id AND j.id = 2",
            "DELETE j FROM loose_join j JOIN account a ON a.id = j.id WHERE j.id = 2",
            "DELETE FROM loose_join WHERE v < 0"));
    s.run("SELECT id, v FROM loose_join ORDER BY id");
  }

  private static void withoutKey(Session s) throws Exception {
    s.run("UPDATE loose_nokey SET v = 'changed' WHERE a = ?", 1);
    s.run("DELETE FROM loose_nokey WHERE v = ?", "b");
    s.run("SELECT a, v FROM loose_nokey ORDER BY a");
  }

  private static void copy(Session s) throws Exception {
    if (s.vendor() != Vendor.POSTGRESQL) {
      return;
    }
    s.attempt(
        "copy",
        () -> {
          String sql = "COPY loose_nokey FROM STDIN WITH (FORMAT csv)";
          long rows =
              s.connection()
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn(sql, new StringReader("7,copied\n8,too\n"));
          s.transcript().line("  rows %d", rows);
        });
  }

  private static void unknownKeys(Session s) throws Exception {
    s.run("INSERT INTO loose_keys (id, owner, balance, grp) VALUES (?, 'o', 1, 1)", s.nextId());
    s.run("INSERT INTO loose_made (owner) SELECT owner FROM loose_keys");
    s.run(
        s.pick(
            "WITH gone AS (DELETE FROM loose_keys WHERE id < 0 RETURNING *) INSERT INTO loose_keys"
                + " SELECT id + 20000, owner, balance, 171 FROM gone",
            "UPDATE loose_keys SET id = id + 100000 ORDER BY id DESC",
            "UPDATE loose_keys SET id = id + 100000"));
    s.run(
        s.pick(
            "WITH up AS (UPDATE loose_keys SET balance = 1 RETURNING id) SELECT count(*) FROM up",
            "SELECT 1",
            "SELECT 1"));
    s.run("SELECT count(*) FROM loose_keys");
  }
}
