package dev.dualwrite.tests.apps.load;

import dev.dualwrite.tests.harness.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/** The statements of one thread of a {@link LoadApp}; the same seed draws the same ones. */
final class Writer {
  private static final int ITEMS_KEPT = 50;

  private final Vendor vendor;
  private final Profile profile;
  private final int owner;
  private final Random random;
  private final Deque<Long> items = new ArrayDeque<>();
  private long codes;

  Writer(Vendor vendor, Profile profile, int owner) {
    this.vendor = vendor;
    this.profile = profile;
    this.owner = owner;
    this.random = new Random(owner);
  }

  /** Whether the next transaction is a single write in autocommit. */
  boolean nextIsAlone() {
    return random.nextInt(4) == 0;
  }

  /** Whether the next transaction rolls back. */
  boolean nextRollsBack() {
    return random.nextInt(20) == 0;
  }

  /** Runs between one and five writes. */
  void transaction(Connection connection) throws SQLException {
    int steps = 1 + random.nextInt(5);
    for (int i = 0; i < steps; i++) {
      if (profile == Profile.FIGHT || random.nextInt(3) == 0) {
        hot(connection);
      } else {
        other(connection);
      }
    }
  }

  /** Runs one write that needs no transaction around it. */
  void alone(Connection connection) throws SQLException {
    if (profile == Profile.FIGHT || random.nextBoolean()) {
      hot(connection);
    } else {
      item(connection);
    }
  }

  private void hot(Connection connection) throws SQLException {
    int id = 1 + random.nextInt(LoadSchema.HOT_ROWS);
    switch (random.nextInt(profile == Profile.FIGHT ? 8 : 5)) {
      case 0 -> update(connection, "UPDATE hot SET touched = now() WHERE id = ?", id);
      case 1 -> update(connection, "UPDATE hot SET n = n + 1 WHERE id BETWEEN ? AND ?", id, id + 1);
      case 2, 3 -> update(connection, "UPDATE hot SET n = n + 1 WHERE id = ?", id);
      case 5 -> update(connection, "DELETE FROM hot WHERE id = ?", id);
      default -> update(connection, hotUpsert(), id, owner);
    }
  }

  private String hotUpsert() {
    return switch (vendor) {
      case POSTGRESQL ->
          "INSERT INTO hot (id, n) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET n = hot.n + 1";
      case MARIADB -> "INSERT INTO hot (id, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = hot.n + 1";
      case H2 -> "MERGE INTO hot (id, n) KEY (id) VALUES (?, ?)";
    };
  }

  private void other(Connection connection) throws SQLException {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> item(connection);
      case 3 -> family(connection);
      case 4 -> childOfNewest(connection);
      case 5 -> deleteOldestFamily(connection);
      case 6 -> swapCodes(connection);
      default -> moveCode(connection);
    }
  }

  private void item(Connection connection) throws SQLException {
    switch (items.size() < ITEMS_KEPT ? 0 : random.nextInt(3)) {
      case 0 -> insertItem(connection);
      case 1 -> update(connection, "UPDATE item SET v = ? WHERE id = ?", "changed", items.peek());
      default -> update(connection, "DELETE FROM item WHERE id = ?", items.poll());
    }
  }

  private void insertItem(Connection connection) throws SQLException {
    items.add(
        insert(
            connection,
            "INSERT INTO item (owner, v, amount, doc) VALUES (?, ?, ?, ?)",
            owner,
            "item " + random.nextInt(),
            random.nextInt(1_000),
            "x".repeat(random.nextInt(2_000))));
  }

  private void family(Connection connection) throws SQLException {
    long parent = insert(connection, "INSERT INTO parent (name) VALUES (?)", "of " + owner);
    for (int i = random.nextInt(3); i >= 0; i--) {
      insert(connection, "INSERT INTO child (parent_id, v) VALUES (?, ?)", parent, "child " + i);
    }
  }

  /** Takes a parent that another thread or process has just committed, as a queue's worker does. */
  private void childOfNewest(Connection connection) throws SQLException {
    Optional<Long> parent = lockParent(connection, "DESC");
    if (parent.isPresent()) {
      insert(connection, "INSERT INTO child (parent_id, v) VALUES (?, 'late')", parent.get());
    }
  }

  private void deleteOldestFamily(Connection connection) throws SQLException {
    Optional<Long> parent = lockParent(connection, "ASC");
    if (parent.isPresent()) {
      update(connection, "DELETE FROM child WHERE parent_id = ?", parent.get());
      update(connection, "DELETE FROM parent WHERE id = ?", parent.get());
    }
  }

  private static Optional<Long> lockParent(Connection connection, String order)
      throws SQLException {
    String sql = "SELECT id FROM parent ORDER BY id " + order + " LIMIT 1 FOR UPDATE SKIP LOCKED";
    return query(connection, sql).map(Long::valueOf);
  }

  /** Two rows exchange the values of a unique column: whoever copies rows must expect that. */
  private void swapCodes(Connection connection) throws SQLException {
    int first = 1 + random.nextInt(LoadSchema.HOT_ROWS - 1);
    int second = first + 1;
    Optional<String> firstCode = lockCode(connection, first);
    Optional<String> secondCode = lockCode(connection, second);
    if (firstCode.isPresent() && secondCode.isPresent()) {
      String update = "UPDATE setting SET code = ? WHERE id = ?";
      update(connection, update, newCode(), first);
      update(connection, update, firstCode.get(), second);
      update(connection, update, secondCode.get(), first);
    }
  }

  /** A row goes, and another one, under another key, has its unique value. */
  private void moveCode(Connection connection) throws SQLException {
    int id = 1 + random.nextInt(LoadSchema.HOT_ROWS);
    Optional<String> code = lockCode(connection, id);
    if (code.isEmpty()) {
      id = -id;
      code = lockCode(connection, id);
    }
    if (code.isPresent()) {
      update(connection, "DELETE FROM setting WHERE id = ?", id);
      update(connection, "INSERT INTO setting VALUES (?, ?, ?)", -id, code.get(), owner);
    }
  }

  private static Optional<String> lockCode(Connection connection, int id) throws SQLException {
    return query(connection, "SELECT code FROM setting WHERE id = " + id + " FOR UPDATE");
  }

  private String newCode() {
    codes++;
    return "temporary-" + owner + "-" + codes;
  }

  private static Optional<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  private static long insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      bind(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
