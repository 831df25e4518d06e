package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.ReferringRows;
import dev.dualwrite.schema.TableDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the rows that the secondary's foreign keys change or delete along with deleted ones, so
 * that they are looked at, too.
 *
 * <p>A row that the primary doesn't show may be one that is just being inserted, with its twin
 * committed already, and so may rows that refer to it. Deleting it takes those along; it comes back
 * at its second look, and they at theirs.
 */
final class Cascade {
  private static final Logger logger = LoggerFactory.getLogger(Cascade.class);
  private static final int MOST_KEYS = 10_000;
  private static final int KEYS_PER_QUERY = 100;

  private final Databases databases;
  private final ForeignKeys foreignKeys;
  private final ReferringRows referring;

  Cascade(Databases databases, ForeignKeys foreignKeys) {
    this.databases = databases;
    this.foreignKeys = foreignKeys;
    this.referring = new ReferringRows(databases.secondaryDialect());
  }

  /** Tells whether there is one; reads all that is to be known, before anything is locked. */
  boolean isPossible(TableDescription table, Session session) throws SQLException {
    return foreignKeys.act(table.name(), session);
  }

  /**
   * Locks the rows that are to be deleted, and tells which rows go with them, before they do.
   *
   * @param takenAlong takes their keys, in the primary's terms
   * @return the keys that may be deleted, since it is known what goes with them
   */
  Set<Key> prepare(
      Session session, TableDescription table, List<Key> absent, Consumer<Set<Key>> takenAlong)
      throws SQLException {
    Connection connection = session.connection();
    List<Key> existing = referring.lockExisting(connection, table, absent);
    Set<Key> found = new LinkedHashSet<>();
    Deque<Step> steps = new ArrayDeque<>();
    split(table, existing, steps);
    while (!steps.isEmpty() && found.size() < MOST_KEYS) {
      follow(steps.remove(), connection, found, steps);
    }
    if (found.size() >= MOST_KEYS) {
      logger.warn(
          "Deleting rows of {} on the secondary takes more than {} others along; verify the tables that refer to it",
          table.name(),
          MOST_KEYS);
    }
    if (!found.isEmpty()) {
      takenAlong.accept(found);
    }
    return new HashSet<>(existing);
  }

  private static void split(TableDescription table, List<Key> keys, Deque<Step> steps) {
    for (int from = 0; from < keys.size(); from += KEYS_PER_QUERY) {
      int to = Math.min(from + KEYS_PER_QUERY, keys.size());
      steps.add(new Step(table, keys.subList(from, to)));
    }
  }

  private void follow(Step step, Connection connection, Set<Key> found, Deque<Step> steps)
      throws SQLException {
    for (ForeignKeys.Acting key : foreignKeys.acting(step.table.name())) {
      Optional<TableDescription> child =
          databases.secondaryTable(key.child()).filter(TableDescription::hasPrimaryKey);
      if (child.isPresent()) {
        List<Key> keys =
            referring.keys(
                connection,
                step.table,
                step.keys,
                child.get(),
                key.columns(),
                key.referred(),
                MOST_KEYS);
        List<Key> news = new ArrayList<>();
        for (Key each : keys) {
          databases.asPrimary(child.get(), each).filter(found::add).ifPresent(k -> news.add(each));
        }
        if (key.deletes()) {
          split(child.get(), news, steps);
        }
      }
    }
  }

  private static final class Step {
    private final TableDescription table;
    private final List<Key> keys;

    private Step(TableDescription table, List<Key> keys) {
      this.table = table;
      this.keys = keys;
    }
  }
}
