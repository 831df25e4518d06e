package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.util.Map;

/** Every way to begin, end and divide a transaction. Each leaves autocommit as it found it. */
final class TransactionScenarios {
  private static final String INSERT = "INSERT INTO twokeys (id, code, v) VALUES (?, ?, ?)";
  private static final String CONTENT = "SELECT id, code, v FROM twokeys ORDER BY id";

  private TransactionScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("commit and rollback", TransactionScenarios::commitAndRollback);
    scenarios.put("savepoints", TransactionScenarios::savepoints);
    scenarios.put("autocommit switched on in mid-transaction", TransactionScenarios::switchedOn);
    scenarios.put("textual transactions", TransactionScenarios::textual);
    scenarios.put("textual savepoints", TransactionScenarios::textualSavepoints);
    scenarios.put("implicit commit by DDL", TransactionScenarios::implicitCommit);
    scenarios.put("failure inside a transaction", TransactionScenarios::failure);
    scenarios.put("a statement across transactions", TransactionScenarios::reused);
    scenarios.put("isolation and read-only", TransactionScenarios::isolation);
    scenarios.put("wrong calls", TransactionScenarios::wrongCalls);
  }

  /** Runs something with autocommit off, whatever it was. */
  private static void inTransaction(Session s, Session.Action action) throws Exception {
    Connection c = s.connection();
    boolean before = c.getAutoCommit();
    c.setAutoCommit(false);
    action.run();
    c.setAutoCommit(before);
    s.transcript().line("autocommit %s", c.getAutoCommit());
    s.run(CONTENT);
  }

  private static void insert(Session s, String v) throws Exception {
    int id = s.nextId();
    s.run(INSERT, id, "code " + id, v);
  }

  private static void commitAndRollback(Session s) throws Exception {
    inTransaction(
        s,
        () -> {
          insert(s, "committed");
          s.commit();
          insert(s, "rolled back");
          s.run("UPDATE twokeys SET v = 'never' WHERE v = 'committed'");
          s.rollback();
          s.run("DELETE FROM twokeys WHERE id = ?", -1);
          s.commit();
          s.commit();
        });
  }

  private static void savepoints(Session s) throws Exception {
    Connection c = s.connection();
    inTransaction(
        s,
        () -> {
          insert(s, "before");
          Savepoint unnamed = c.setSavepoint();
          insert(s, "undone");
          c.rollback(unnamed);
          insert(s, "kept");
          Savepoint named = c.setSavepoint("second one");
          s.transcript().line("named %s", named.getSavepointName());
          insert(s, "undone");
          s.run(INSERT, 1, "duplicate", "fails");
          c.rollback(named);
          insert(s, "kept");
          s.attempt("release", () -> c.releaseSavepoint(named));
          s.attempt("rollback to what was released", () -> c.rollback(named));
          s.attempt("commit", c::commit);
        });
  }

  private static void switchedOn(Session s) throws Exception {
    Connection c = s.connection();
    inTransaction(
        s,
        () -> {
          insert(s, "committed by the switch");
          c.setAutoCommit(true);
          insert(s, "committed by itself");
          c.setAutoCommit(false);
          insert(s, "rolled back");
          c.setAutoCommit(false);
          s.rollback();
        });
  }

  private static void textual(Session s) throws Exception {
    String begin = s.pick("BEGIN", "START TRANSACTION", "SET AUTOCOMMIT FALSE");
    s.execute(begin);
    insert(s, "in a textual transaction");
    s.execute("ROLLBACK");
    s.execute(begin);
    insert(s, "kept");
    s.execute("/* the end */ commit");
    s.execute(s.pick("START TRANSACTION READ WRITE", "begin", "SET AUTOCOMMIT FALSE"));
    insert(s, "kept too");
    s.execute(s.pick("END", "COMMIT WORK", "COMMIT"));
    s.execute(s.pick("SELECT 1", "SET autocommit = 0", "SELECT 1"));
    insert(s, "undone");
    s.execute(s.pick("ABORT", "ROLLBACK", "ROLLBACK"));
    boolean autocommit = s.connection().getAutoCommit();
    s.execute(
        s.pick(
            "SELECT 1",
            "SET autocommit = " + (autocommit ? 1 : 0),
            "SET AUTOCOMMIT " + (autocommit ? "TRUE" : "FALSE")));
    s.transcript().line("autocommit %s", s.connection().getAutoCommit());
    s.run(CONTENT);
  }

  private static void textualSavepoints(Session s) throws Exception {
    inTransaction(
        s,
        () -> {
          insert(s, "before");
          s.execute("SAVEPOINT here");
          insert(s, "undone");
          s.execute("ROLLBACK TO SAVEPOINT here");
          insert(s, "kept");
          s.execute("RELEASE SAVEPOINT here");
          s.commit();
        });
  }

  private static void implicitCommit(Session s) throws Exception {
    inTransaction(
        s,
        () -> {
          insert(s, "before the DDL");
          int number = s.nextId();
          s.execute("CREATE TABLE loose_made_" + number + " (id INT PRIMARY KEY)");
          insert(s, "after the DDL");
          s.rollback();
          s.execute("DROP TABLE IF EXISTS loose_made_" + number);
          s.commit();
        });
  }

  private static void failure(Session s) throws Exception {
    int id = s.nextId();
    inTransaction(
        s,
        () -> {
          s.run(INSERT, id, "failing " + id, "first");
          s.run(INSERT, id, "other " + id, "duplicate key");
          s.run(INSERT, s.nextId(), "failing " + id, "duplicate code");
          insert(s, "after a failure");
          s.run("UPDATE no_such_table SET x = 1");
          s.run("UPDATE twokeys SET no_such_column = 1");
          s.run("not even SQL");
          s.attempt("commit", s.connection()::commit);
        });
  }

  private static void reused(Session s) throws Exception {
    Connection c = s.connection();
    inTransaction(
        s,
        () -> {
          try (PreparedStatement p = c.prepareStatement(INSERT)) {
            for (int i = 0; i < 8; i++) {
              int id = s.nextId();
              Session.bind(p, id, "reused " + id, "round " + i);
              s.transcript().line("  count %d", p.executeUpdate());
              switch (i % 4) {
                case 0 -> c.rollback();
                case 1 -> c.commit();
                case 2 -> c.setAutoCommit(true);
                default -> c.setAutoCommit(false);
              }
            }
          }
        });
  }

  private static void isolation(Session s) throws Exception {
    Connection c = s.connection();
    int before = c.getTransactionIsolation();
    s.rollback();
    for (int level :
        new int[] {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_READ_COMMITTED}) {
      s.attempt("isolation " + level, () -> c.setTransactionIsolation(level));
      insert(s, "isolation " + level);
      s.commit();
    }
    s.attempt("isolation " + before, () -> c.setTransactionIsolation(before));
    s.commit();
    c.setReadOnly(true);
    // H2 takes read-only as a hint and writes.
    if (s.vendor() != Vendor.H2) {
      insert(s, "read-only");
    }
    s.rollback();
    c.setReadOnly(false);
    s.transcript().line("read-only %s, isolation %d", c.isReadOnly(), c.getTransactionIsolation());
    s.run(CONTENT);
  }

  private static void wrongCalls(Session s) throws Exception {
    Connection c = s.connection();
    if (c.getAutoCommit()) {
      s.attempt("commit in autocommit", c::commit);
      s.attempt("rollback in autocommit", c::rollback);
      s.attempt("savepoint in autocommit", c::setSavepoint);
    }
    s.attempt("no SQL", () -> c.prepareStatement(null).execute());
    s.rollback();
    s.attempt("isolation", () -> c.setTransactionIsolation(77));
    s.attempt(
        "closed statement",
        () -> {
          PreparedStatement p = c.prepareStatement(INSERT);
          p.close();
          p.executeUpdate();
        });
    s.rollback();
    s.attempt(
        "a query that is an update",
        () -> {
          try (PreparedStatement p = c.prepareStatement(INSERT)) {
            int id = s.nextId();
            Session.bind(p, id, "query " + id, "v");
            s.transcript().rows(p.executeQuery());
          }
        });
    s.rollback();
    s.attempt(
        "an update that is a query",
        () -> {
          try (PreparedStatement p = c.prepareStatement(CONTENT)) {
            s.transcript().line("  count %d", p.executeUpdate());
          }
        });
    s.rollback();
    s.run(CONTENT);
  }
}
