package dev.dualwrite.verify;

import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Compares rows whose keys are given, at its caller's pace: a first look locks nothing, and what
 * seems to differ there is looked at again, under lock, until it is certain. Used by one thread.
 */
public final class SpotCheck implements AutoCloseable {
  private final DatabasesToVerify databases;
  private final LookConnections connections;
  private final Duration longestCommit;
  private final Backlog backlog;
  private final List<Difference> found = new ArrayList<>();
  private final Map<TableName, Doubts> doubts = new HashMap<>();
  private long unsettled;

  /**
   * Creates it without opening a connection.
   *
   * @param longestCommit the longest time that passes between the commits of a transaction on the
   *     two sides
   * @param bound the longest that a question takes, and that rows of the primary stay locked for a
   *     secondary that doesn't answer
   * @param patience asks the secondary
   */
  public SpotCheck(
      DatabasesToVerify databases,
      Duration longestCommit,
      Backlog backlog,
      Duration bound,
      Patience patience) {
    this.databases = databases;
    this.connections = LookConnections.bounded(databases, bound, patience);
    this.longestCommit = longestCommit;
    this.backlog = backlog;
  }

  /**
   * Looks at some keys of one table without a lock; those that seem to differ are in doubt then.
   *
   * @throws NotVerifiableException when the table can't be compared
   */
  public void look(TableName table, List<Key> keys) throws SQLException, NotVerifiableException {
    // First, since a table that can't be looked up now would be taken for one that isn't there.
    connections.openBoth();
    TablePair pair = pair(table);
    Map<Key, Sight> sights =
        new Look(pair, new RowComparison(pair)).at(connections, keys, LockMode.NONE);
    for (Map.Entry<Key, Sight> each : sights.entrySet()) {
      if (each.getValue().kind() != Sight.Kind.EQUAL) {
        doubtsOf(table, pair).add(each.getKey());
      }
    }
  }

  /**
   * Looks once at each key in doubt.
   *
   * @param owed tells which keys are about to be copied; these are in doubt no more
   * @return the keys that it told
   */
  public Set<Key> lookAgain(UnaryOperator<Set<Key>> owed) throws SQLException {
    Set<Key> left = new HashSet<>();
    for (Doubts some : doubts.values()) {
      Set<Key> waiting = owed.apply(some.keys());
      some.forget(waiting);
      left.addAll(waiting);
      some.look();
    }
    doubts.values().removeIf(this::isSettled);
    return left;
  }

  /** Returns the differences that have become certain since it was asked last. */
  public List<Difference> takeFound() {
    List<Difference> taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  private boolean isSettled(Doubts some) {
    if (some.isEmpty()) {
      unsettled += some.unsettled();
    }
    return some.isEmpty();
  }

  /** Returns how many keys are in doubt. */
  public int inDoubt() {
    return doubts.values().stream().mapToInt(some -> some.keys().size()).sum();
  }

  /** Returns how many keys neither became equal nor stood still, since it was asked last. */
  public long takeUnsettled() {
    long taken = unsettled;
    unsettled = 0;
    return taken;
  }

  private TablePair pair(TableName table) throws NotVerifiableException {
    TableDescription primary = databases.requireTable(table);
    return TablePair.of(
        databases.primary(), primary, databases.secondary(), databases.requireCounterpart(primary));
  }

  private Doubts doubtsOf(TableName table, TablePair pair) {
    return doubts.computeIfAbsent(
        table, first -> new Doubts(pair, connections, longestCommit, backlog, found::add));
  }

  /** Forgets what is in doubt, and breaks the connections off after a failure. */
  public void giveUp() {
    doubts.clear();
    connections.abort();
  }

  /**
   * Closes the connections, which are opened again when they are needed; keeps what is in doubt.
   */
  public void rest() throws SQLException {
    connections.close();
  }

  @Override
  public void close() throws SQLException {
    doubts.clear();
    rest();
  }
}
