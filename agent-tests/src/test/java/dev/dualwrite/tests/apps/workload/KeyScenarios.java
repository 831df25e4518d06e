package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Generated keys, asked for in every form that JDBC has, and not asked for. */
final class KeyScenarios {
  private static final String INSERT = "INSERT INTO person (name, score) VALUES (?, ?)";

  private KeyScenarios() {}

  static void addTo(Map<String, Scenario> scenarios) {
    scenarios.put("keys by flag", s -> prepared(s, "flag", KeyScenarios::byFlag));
    scenarios.put("keys by name", s -> prepared(s, "name", KeyScenarios::byName));
    scenarios.put("keys by several names", s -> prepared(s, "names", KeyScenarios::byNames));
    scenarios.put("keys by index", s -> prepared(s, "index", KeyScenarios::byIndex));
    scenarios.put("keys not wanted", s -> prepared(s, "none", KeyScenarios::notWanted));
    scenarios.put("keys not asked for", s -> prepared(s, "nothing", Connection::prepareStatement));
    scenarios.put("keys of texts", KeyScenarios::ofTexts);
    scenarios.put("keys of many rows", KeyScenarios::ofManyRows);
    scenarios.put("keys of updates and deletes", KeyScenarios::ofUpdates);
    scenarios.put("keys of tables that always generate", KeyScenarios::always);
    scenarios.put("keys that a failed insert used up", KeyScenarios::usedUp);
    scenarios.put("what the session knows of its last key", KeyScenarios::lastKey);
  }

  private interface Preparing {
    PreparedStatement prepare(Connection connection, String sql) throws SQLException;
  }

  private static PreparedStatement byFlag(Connection c, String sql) throws SQLException {
    return c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
  }

  private static PreparedStatement byName(Connection c, String sql) throws SQLException {
    return c.prepareStatement(sql, new String[] {"id"});
  }

  private static PreparedStatement byNames(Connection c, String sql) throws SQLException {
    return c.prepareStatement(sql, new String[] {"score", "id", "name"});
  }

  private static PreparedStatement byIndex(Connection c, String sql) throws SQLException {
    return c.prepareStatement(sql, new int[] {1});
  }

  private static PreparedStatement notWanted(Connection c, String sql) throws SQLException {
    return c.prepareStatement(sql, Statement.NO_GENERATED_KEYS);
  }

  private static void prepared(Session s, String name, Preparing preparing) throws Exception {
    s.attempt(
        INSERT,
        () -> {
          try (PreparedStatement p = preparing.prepare(s.connection(), INSERT)) {
            for (int i = 0; i < 2; i++) {
              Session.bind(p, name + " " + s.nextId(), i);
              s.transcript().line("  count %d", p.executeUpdate());
              // The columns of the flag's keys hold times and tokens, so only the first is shown.
              firstOfKeys(s, p);
            }
            s.transcript().properties(p);
          }
        });
    s.rollback();
    s.run("SELECT id, name, score FROM person ORDER BY id");
  }

  private static void firstOfKeys(Session s, Statement statement) throws Exception {
    for (int i = 1; i <= timesReadable(s); i++) {
      s.attempt(
          "  keys, time " + i,
          () -> {
            try (ResultSet keys = statement.getGeneratedKeys()) {
              int columns = keys.getMetaData().getColumnCount();
              while (keys.next()) {
                s.transcript().line("  key %s of %d columns", keys.getString(1), columns);
              }
            }
          });
    }
  }

  /**
   * PostgreSQL's and H2's drivers hand out one result set, which is closed after the first time.
   */
  private static int timesReadable(Session s) {
    return s.vendor() == Vendor.MARIADB ? 2 : 1;
  }

  private static void ofTexts(Session s) throws Exception {
    String flag = text(s);
    text(s, flag, t -> t.executeUpdate(flag, Statement.RETURN_GENERATED_KEYS));
    String name = text(s);
    text(s, name, t -> t.executeUpdate(name, new String[] {"id"}));
    String index = text(s);
    text(s, index, t -> t.executeUpdate(index, new int[] {1}));
    String execute = text(s);
    text(s, execute, t -> t.execute(execute, new String[] {"id"}));
    String large = text(s);
    text(s, large, t -> t.executeLargeUpdate(large, new String[] {"id"}));
    String nothing = text(s);
    text(s, nothing, t -> t.executeUpdate(nothing));
  }

  private interface Executing {
    void execute(Statement statement) throws SQLException;
  }

  private static String text(Session s) {
    return "INSERT INTO person (name) VALUES ('text " + s.nextId() + "')";
  }

  private static void text(Session s, String sql, Executing executing) throws Exception {
    s.attempt(
        sql,
        () -> {
          try (Statement t = s.connection().createStatement()) {
            executing.execute(t);
            firstOfKeys(s, t);
            s.transcript().properties(t);
          }
        });
    s.rollback();
  }

  private static void ofManyRows(Session s) throws Exception {
    String sql = "INSERT INTO person (name) VALUES (?), (?), (?)";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql, new String[] {"id"})) {
            Session.bind(p, "x" + s.nextId(), "y" + s.nextId(), "z" + s.nextId());
            s.transcript().line("  count %d", p.executeUpdate());
            firstOfKeys(s, p);
          }
        });
    s.run(sql, "u" + s.nextId(), "v" + s.nextId(), "w" + s.nextId());
    s.run("SELECT id, name FROM person ORDER BY id");
  }

  private static void ofUpdates(Session s) throws Exception {
    for (String sql :
        new String[] {
          "UPDATE person SET score = 8 WHERE score = 7", "DELETE FROM person WHERE score = 8"
        }) {
      s.attempt(
          sql,
          () -> {
            try (PreparedStatement p = s.connection().prepareStatement(sql, new String[] {"id"})) {
              s.transcript().line("  count %d", p.executeUpdate());
              s.transcript().line("  keys %d", count(p));
            }
          });
    }
    s.run("SELECT count(*) FROM person");
  }

  /** The order of the rows of an update is the database's own. */
  private static int count(Statement statement) throws SQLException {
    int count = 0;
    try (ResultSet keys = statement.getGeneratedKeys()) {
      while (keys.next()) {
        count++;
      }
    }
    return count;
  }

  private static void always(Session s) throws Exception {
    String sql = "INSERT INTO parent (name) VALUES (?)";
    s.attempt(
        sql,
        () -> {
          try (PreparedStatement p = s.connection().prepareStatement(sql, new String[] {"id"});
              PreparedStatement c =
                  s.connection()
                      .prepareStatement("INSERT INTO child (parent_id, name) VALUES (?, ?)")) {
            p.setString(1, "parent " + s.nextId());
            p.executeUpdate();
            try (ResultSet keys = p.getGeneratedKeys()) {
              keys.next();
              Session.bind(c, keys.getInt(1), "child");
              s.transcript().line("  parent %d, count %d", keys.getInt(1), c.executeUpdate());
            }
          }
        });
    s.run(sql, "alone");
    s.run("INSERT INTO child (parent_id, name) VALUES (?, ?)", -1, "orphan");
    s.rollback();
    s.run(
        "SELECT c.id, c.name, p.id, p.name FROM child c JOIN parent p ON p.id = c.parent_id"
            + " ORDER BY c.id");
  }

  private static void usedUp(Session s) throws Exception {
    String name = "twice " + s.nextId();
    s.run(INSERT, name, 1);
    s.commit();
    s.run(INSERT, name, 2);
    s.rollback();
    s.run(INSERT, "after " + name, 3);
    s.run("SELECT id, name, score FROM person ORDER BY id");
  }

  private static void lastKey(Session s) throws Exception {
    s.run(INSERT, "last " + s.nextId(), 1);
    s.execute(s.pick("SELECT lastval()", "SELECT LAST_INSERT_ID()", "SELECT 1"));
    s.run("UPDATE person SET score = 5 WHERE score = 1");
    s.execute(s.pick("SELECT lastval()", "SELECT LAST_INSERT_ID()", "SELECT 1"));
    s.run("UPDATE person SET score = 6 WHERE score = 5");
    // MariaDB's ROW_COUNT() and SHOW WARNINGS tell of the last statement of the session, which may
    // be
    // the agent's COMMIT or its question for rows: a limit that docs/mirroring.md names.
    s.execute(
        s.pick("SELECT 1", "INSERT IGNORE INTO person (id, name) VALUES (1, 'x')", "SELECT 1"));
  }
}
