package dev.dualwrite.tests.apps.workload;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;

/** Batches: whole, cleared, empty, and failing half-way. */
final class BatchScenarios {
  private static final String INSERT =
      "INSERT INTO account (id, owner, balance, grp) VALUES (?, ?, ?, ?)";
  private static final String CONTENT =
      "SELECT id, owner, balance, grp, note FROM account ORDER BY id";

  private BatchScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("prepared batch", BatchScenarios::prepared);
    scenarios.put("batch of texts", BatchScenarios::texts);
    scenarios.put("batch that fails half-way", BatchScenarios::failingHalfWay);
    scenarios.put("batch of texts that fails half-way", BatchScenarios::textsFailingHalfWay);
    scenarios.put("cleared and empty batches", BatchScenarios::cleared);
    scenarios.put("large batches and updates", BatchScenarios::large);
    scenarios.put("batch of updates by key", BatchScenarios::updates);
    scenarios.put("batch of hazards", BatchScenarios::hazards);
    scenarios.put("batch with keys", BatchScenarios::withKeys);
  }

  private static void add(Session s, PreparedStatement p, int id) throws SQLException {
    Session.bind(p, id, "owner " + id, s.random().nextInt(100), id % 3);
    p.addBatch();
  }

  private static void counts(Session s, int[] counts) {
    s.transcript().line("  counts %s", Arrays.toString(counts));
  }

  private static void prepared(Session s) throws Exception {
    s.attempt(
        INSERT,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(INSERT)) {
            for (int i = 0; i < 25; i++) {
              add(s, p, s.nextId());
            }
            counts(s, p.executeBatch());
            add(s, p, s.nextId());
            counts(s, p.executeBatch());
            s.transcript().properties(p);
          }
        });
    s.run(CONTENT);
  }

  private static void texts(Session s) throws Exception {
    int id = s.nextId();
    s.attempt(
        "texts",
        () -> {
          try (Statement b = s.connection().createStatement()) {
            b.addBatch("INSERT INTO account VALUES (" + id + ", 'text', 5, 1, NULL, 'it''s')");
            b.addBatch("UPDATE account SET balance = balance + 1 WHERE id = " + id);
            b.addBatch("UPDATE account SET note = 'group' WHERE grp = 1");
            b.addBatch("DELETE FROM account WHERE id = -1");
            counts(s, b.executeBatch());
          }
        });
    s.run(CONTENT);
  }

  private static void failingHalfWay(Session s) throws Exception {
    int taken = s.nextId();
    s.run(INSERT, taken, "taken", 0, 0);
    s.commit();
    s.attempt(
        INSERT,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(INSERT)) {
            add(s, p, s.nextId());
            add(s, p, s.nextId());
            add(s, p, taken);
            add(s, p, s.nextId());
            counts(s, p.executeBatch());
          }
        });
    s.commit();
    s.run(CONTENT);
  }

  private static void textsFailingHalfWay(Session s) throws Exception {
    int id = s.nextId();
    s.attempt(
        "texts",
        () -> {
          try (Statement b = s.connection().createStatement()) {
            b.addBatch("INSERT INTO account VALUES (" + id + ", 'first', 5, 1, NULL, NULL)");
            b.addBatch("INSERT INTO account VALUES (" + id + ", 'second', 5, 1, NULL, NULL)");
            b.addBatch("UPDATE account SET note = 'after' WHERE id = " + id);
            counts(s, b.executeBatch());
          }
        });
    s.commit();
    s.run(CONTENT);
  }

  private static void cleared(Session s) throws Exception {
    s.attempt(
        INSERT,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(INSERT)) {
            add(s, p, s.nextId());
            p.clearBatch();
            counts(s, p.executeBatch());
            add(s, p, s.nextId());
            counts(s, p.executeBatch());
            counts(s, p.executeBatch());
          }
        });
    s.run(CONTENT);
  }

  private static void large(Session s) throws Exception {
    s.attempt(
        INSERT,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(INSERT)) {
            add(s, p, s.nextId());
            add(s, p, s.nextId());
            s.transcript().line("  counts %s", Arrays.toString(p.executeLargeBatch()));
            Session.bind(p, s.nextId(), "large", 1, 2);
            s.transcript().line("  count %d", p.executeLargeUpdate());
            s.transcript().line("  count %d", p.getLargeUpdateCount());
          }
        });
    s.attempt(
        "large text",
        () -> {
          try (Statement p = s.connection().createStatement()) {
            String sql = "UPDATE account SET note = 'large' WHERE owner = 'large'";
            s.transcript().line("  count %d", p.executeLargeUpdate(sql));
          }
        });
    s.run(CONTENT);
  }

  private static void updates(Session s) throws Exception {
    int first = s.nextId();
    int second = s.nextId();
    s.run(INSERT, first, "a", 10, 1);
    s.run(INSERT, second, "b", 10, 1);
    String sql = "UPDATE account SET balance = balance + ? WHERE id = ?";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql)) {
            for (int id : new int[] {first, second, first, -5}) {
              Session.bind(p, id, id);
              p.addBatch();
            }
            counts(s, p.executeBatch());
          }
        });
    s.run(CONTENT);
  }

  private static void hazards(Session s) throws Exception {
    String sql = "UPDATE account SET touched = CURRENT_TIMESTAMP, note = ? WHERE grp = ?";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql)) {
            for (int grp = 0; grp < 4; grp++) {
              Session.bind(p, "group " + grp, grp);
              p.addBatch();
            }
            counts(s, p.executeBatch());
          }
        });
    s.run(CONTENT);
  }

  private static void withKeys(Session s) throws Exception {
    String sql = "INSERT INTO person (name) VALUES (?)";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql, new String[] {"id"})) {
            for (int i = 0; i < 5; i++) {
              p.setString(1, "batch " + s.nextId());
              p.addBatch();
            }
            counts(s, p.executeBatch());
            s.transcript().rows(p.getGeneratedKeys());
          }
        });
  }
}
