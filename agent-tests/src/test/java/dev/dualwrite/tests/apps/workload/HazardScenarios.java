package dev.dualwrite.tests.apps.workload;

import java.util.Map;

/** Writes that would do something else if they were run a second time on another database. */
final class HazardScenarios {
  private static final String CONTENT =
      "SELECT id, owner, balance, grp, touched IS NULL FROM account ORDER BY id";

  private HazardScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("times and random values", HazardScenarios::volatileValues);
    scenarios.put("predicates that are no key", HazardScenarios::predicates);
    scenarios.put("keys that change", HazardScenarios::movingKeys);
    scenarios.put("upserts", HazardScenarios::upserts);
    scenarios.put("upserts of several keys", HazardScenarios::upsertsOfSeveralKeys);
    scenarios.put("inserts from selects", HazardScenarios::insertSelect);
    scenarios.put("limits", HazardScenarios::limits);
    scenarios.put("sequences", HazardScenarios::sequences);
    scenarios.put("common table expressions", HazardScenarios::expressions);
    scenarios.put("columns left out", HazardScenarios::leftOut);
    scenarios.put("unique values that swap", HazardScenarios::swaps);
    scenarios.put("two-column keys", HazardScenarios::twoColumns);
    scenarios.put("tables without a key", HazardScenarios::withoutKey);
    scenarios.put("computed columns", HazardScenarios::computed);
  }

  private static int account(Session s, int grp) throws Exception {
    int id = s.nextId();
    s.run(
        "INSERT INTO account (id, owner, balance, grp) VALUES (?, ?, ?, ?)",
        id,
        "owner " + id,
        s.random().nextInt(100),
        grp);
    return id;
  }

  private static void volatileValues(Session s) throws Exception {
    int id = account(s, 100);
    s.run("UPDATE account SET touched = now() WHERE id = ?", id);
    s.run("UPDATE account SET touched = CURRENT_TIMESTAMP, balance = balance + 1 WHERE id = ?", id);
    s.run(
        "UPDATE account SET note = "
            + s.pick("random()::text", "rand()", "CAST(rand() AS VARCHAR)")
            + " WHERE id = ?",
        id);
    s.run(
        "UPDATE account SET note = "
            + s.pick("gen_random_uuid()::text", "uuid()", "CAST(random_uuid() AS VARCHAR)")
            + " WHERE grp = ?",
        100);
    s.run(
        "INSERT INTO account (id, owner, balance, grp, touched) VALUES (?, "
            + s.pick("current_user", "user()", "CURRENT_USER")
            + ", 1, 100, CURRENT_TIMESTAMP)",
        s.nextId());
    s.run("DELETE FROM account WHERE grp = 100 AND touched < CURRENT_TIMESTAMP AND balance > 95");
    s.run("SELECT id, balance, grp, touched IS NULL FROM account ORDER BY id");
  }

  private static void predicates(Session s) throws Exception {
    for (int i = 0; i < 4; i++) {
      account(s, 110 + i % 2);
    }
    s.run("UPDATE account SET balance = balance + ? WHERE grp = ?", 1, 110);
    s.run("UPDATE account SET balance = 0 WHERE balance BETWEEN ? AND ? AND grp > 109", 10, 40);
    s.run("UPDATE account SET note = 'like' WHERE owner LIKE ? OR id = ?", "%7", 1);
    s.run("UPDATE account SET grp = 112 WHERE grp = 111");
    s.run("UPDATE account SET note = 'in' WHERE id IN (SELECT a FROM pair)");
    s.run("UPDATE account SET note = 'keys' WHERE id IN (?, ?, ?)", 1, 2, 3);
    s.run("UPDATE account SET note = 'or' WHERE id = ? OR id = ?", 4, 5);
    s.run("UPDATE account SET note = 'and' WHERE id = ? AND balance > ?", 6, 1_000_000);
    s.run("UPDATE account SET balance = (SELECT count(*) FROM pair) WHERE id = ?", 7);
    s.run("UPDATE account SET note = 'none' WHERE grp = ?", -1);
    s.run("DELETE FROM account WHERE grp = ? AND balance > ?", 112, 50);
    s.run("UPDATE account SET note = NULL");
    s.run(CONTENT);
  }

  private static void movingKeys(Session s) throws Exception {
    int id = account(s, 120);
    int target = s.nextId();
    s.run("UPDATE account SET id = ? WHERE id = ?", target, id);
    // MariaDB tells nobody which keys an expression has made.
    String table = s.pick("account", "loose_keys", "account");
    s.run("UPDATE " + table + " SET id = -id WHERE grp = ?", 120);
    s.run("UPDATE " + table + " SET id = -id WHERE id = ?", -target);
    s.run(CONTENT);
  }

  private static void upserts(Session s) throws Exception {
    int id = s.nextId();
    for (int i = 0; i < 2; i++) {
      s.run(
          s.pick(
              "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'up', ?, 130) ON CONFLICT"
                  + " (id) DO UPDATE SET balance = account.balance + excluded.balance",
              "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'up', ?, 130) ON DUPLICATE"
                  + " KEY UPDATE balance = balance + VALUES(balance)",
              "MERGE INTO account (id, owner, balance, grp) KEY (id) VALUES (?, 'up', ?, 130)"),
          id,
          i + 5);
      s.run(
          s.pick(
              "INSERT INTO account (id, owner, balance, grp) VALUES (?, 'no', ?, 130) ON CONFLICT"
                  + " DO NOTHING",
              "INSERT IGNORE INTO account (id, owner, balance, grp) VALUES (?, 'no', ?, 130)",
              "MERGE INTO account t USING (VALUES (CAST(? AS INT), CAST(? AS INT))) v (id, n) ON"
                  + " t.id = v.id WHEN MATCHED THEN UPDATE SET balance = t.balance + v.n WHEN NOT"
                  + " MATCHED THEN INSERT (id, owner, balance, grp) VALUES (v.id, 'm', v.n, 130)"),
          i == 0 ? id : s.nextId(),
          i);
    }
    s.run(CONTENT);
  }

  private static void upsertsOfSeveralKeys(Session s) throws Exception {
    int first = s.nextId();
    int second = s.nextId();
    s.run("INSERT INTO twokeys VALUES (?, ?, 'first')", first, "c" + first);
    s.run("INSERT INTO twokeys VALUES (?, ?, 'second')", second, "c" + second);
    String upsert =
        s.pick(
            "INSERT INTO twokeys VALUES (?, ?, 'upserted') ON CONFLICT (code) DO UPDATE SET v ="
                + " excluded.v, code = excluded.code",
            "INSERT INTO twokeys VALUES (?, ?, 'upserted') ON DUPLICATE KEY UPDATE v = VALUES(v)",
            "MERGE INTO twokeys (id, code, v) KEY (code) VALUES (?, ?, 'upserted')");
    s.run(upsert, second, "c" + second);
    s.run(upsert, s.nextId(), "c" + first);
    s.run(
        s.pick(
            "INSERT INTO twokeys VALUES (?, ?, 'nothing') ON CONFLICT DO NOTHING",
            "REPLACE INTO twokeys VALUES (?, ?, 'replaced')",
            "MERGE INTO twokeys (id, code, v) VALUES (?, ?, 'merged')"),
        second,
        "c" + first);
    s.commit();
    s.run("SELECT id, code, v FROM twokeys ORDER BY id");
  }

  private static void insertSelect(Session s) throws Exception {
    account(s, 140);
    account(s, 140);
    s.run(
        "INSERT INTO account (id, owner, balance, grp) SELECT id + 10000, owner, balance, 141 FROM"
            + " account WHERE grp = ?",
        140);
    s.run("INSERT INTO pair (a, b, v) SELECT id, grp, 'copied' FROM account WHERE grp = 141");
    s.run("DELETE FROM pair WHERE v = 'copied'");
    s.run("DELETE FROM account WHERE grp = 141");
    s.run(CONTENT);
  }

  private static void limits(Session s) throws Exception {
    for (int i = 0; i < 4; i++) {
      account(s, 150);
    }
    s.run(
        s.pick(
            "UPDATE account SET note = 'limited' WHERE id IN (SELECT id FROM account WHERE grp ="
                + " 150 ORDER BY id DESC LIMIT 2)",
            "UPDATE account SET note = 'limited' WHERE grp = 150 ORDER BY id DESC LIMIT 2",
            "UPDATE account SET note = 'limited' WHERE id IN (SELECT id FROM account WHERE grp ="
                + " 150 ORDER BY id DESC LIMIT 2)"));
    s.run(
        s.pick(
            "DELETE FROM account WHERE ctid IN (SELECT ctid FROM account WHERE grp = 150 LIMIT 1)",
            "DELETE FROM account WHERE grp = 150 LIMIT 1",
            "DELETE FROM account WHERE grp = 150 FETCH FIRST 1 ROWS ONLY"));
    s.run("SELECT count(*) FROM account WHERE grp = 150");
  }

  private static void sequences(Session s) throws Exception {
    String next = s.pick("nextval('numbers')", "NEXT VALUE FOR numbers", "NEXT VALUE FOR numbers");
    s.run("SELECT " + next);
    // MariaDB returns the keys of AUTO_INCREMENT columns only.
    String table = s.pick("account", "loose_keys", "account");
    s.run("INSERT INTO " + table + " (id, owner, balance, grp) VALUES (" + next + ", 's', 1, 160)");
    // One row: which of several draws first is up to the heap, which differs from run to run.
    s.run("UPDATE account SET balance = " + next + " WHERE grp = 160 AND balance = 1");
    s.run(CONTENT);
  }

  private static void expressions(Session s) throws Exception {
    account(s, 170);
    s.run(
        s.pick(
            "WITH few AS (SELECT id FROM account WHERE grp = 170) UPDATE account SET balance = 1"
                + " WHERE id IN (SELECT id FROM few)",
            "UPDATE account SET balance = 1 WHERE id IN (WITH few AS (SELECT 170 AS grp) SELECT id"
                + " FROM (SELECT * FROM account) a JOIN few ON few.grp = a.grp)",
            "UPDATE account SET balance = 1 WHERE id IN (WITH few AS (SELECT id FROM account WHERE"
                + " grp = 170) SELECT id FROM few)"));
    s.run("DELETE FROM account WHERE grp = 170");
    s.run(CONTENT);
  }

  private static void leftOut(Session s) throws Exception {
    String name = "left out " + s.nextId();
    s.run("INSERT INTO person (name) VALUES (?)", name);
    s.run("UPDATE person SET score = DEFAULT WHERE name = ?", name);
    s.run("UPDATE person SET score = score + 1 WHERE id = ?", 1);
    s.run("INSERT INTO person (id, name, score) VALUES (DEFAULT, ?, DEFAULT)", name + " too");
    s.run("INSERT INTO person (id, name) VALUES (?, ?)", 5_000_000 + s.nextId(), name + " by id");
    s.run("SELECT name, score FROM person ORDER BY name");
  }

  private static void swaps(Session s) throws Exception {
    int first = s.nextId();
    int second = s.nextId();
    s.run("INSERT INTO twokeys VALUES (?, ?, 'a')", first, "s" + first);
    s.run("INSERT INTO twokeys VALUES (?, ?, 'b')", second, "s" + second);
    s.run("UPDATE twokeys SET code = 'swapping' WHERE id = ?", first);
    s.run("UPDATE twokeys SET code = ? WHERE v = 'b' AND id = ?", "s" + first, second);
    s.run("UPDATE twokeys SET code = ? WHERE v = 'a' AND code = 'swapping'", "s" + second);
    s.run("DELETE FROM twokeys WHERE code = ?", "s" + first);
    s.run("INSERT INTO twokeys VALUES (?, ?, 'c')", second, "s" + first);
    s.run("SELECT id, code, v FROM twokeys ORDER BY id");
  }

  private static void twoColumns(Session s) throws Exception {
    int a = s.nextId();
    for (int b = 1; b <= 3; b++) {
      s.run("INSERT INTO pair (v, b, a) VALUES ('row', ?, ?)", b, a);
    }
    s.run("UPDATE pair SET v = 'one' WHERE a = ? AND b = ?", a, 1);
    s.run("UPDATE pair SET v = v || 'x' WHERE a = ?".replace("v || 'x'", "concat(v, 'x')"), a);
    s.run("UPDATE pair SET b = ? WHERE a = ? AND b = 2", 12, a);
    s.run("DELETE FROM pair WHERE b = 3 AND a = ?", a);
    s.run("SELECT a, b, v FROM pair ORDER BY a, b");
  }

  private static void withoutKey(Session s) throws Exception {
    s.run("INSERT INTO nokey (a, v) VALUES (?, 'same')", 1);
    s.run("INSERT INTO nokey (a, v) VALUES (?, 'same')", 1);
    s.run("SELECT a, v FROM nokey ORDER BY a");
  }

  private static void computed(Session s) throws Exception {
    int id = s.nextId();
    s.run("INSERT INTO computed (id, a) VALUES (?, 1)", id);
    s.run("UPDATE computed SET a = a + 1 WHERE a >= ?", 1);
    s.run("SELECT id, a, twice FROM computed ORDER BY id");
  }
}
