package dev.dualwrite.verify;

import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The keys of a table that seemed to differ. Each is looked at under lock until it is equal, or has
 * differed for so long that no write under way can be the reason; only then it is a difference.
 */
final class Doubts {
  /** With so many the scan waits until they are settled. */
  private static final int MOST = 5_000;

  private static final int KEYS_PER_LOOK = 100;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(30);

  private final TablePair pair;
  private final Look look;
  private final LookConnections connections;
  private final Duration longestCommit;
  private final Backlog backlog;
  private final Consumer<Difference> found;
  private final Map<Key, Doubt> doubts = new LinkedHashMap<>();
  private long unsettled;

  /**
   * Creates it without any doubt.
   *
   * @param longestCommit the longest time that passes between the commits of a transaction on the
   *     two sides
   * @param found takes what is certain
   */
  Doubts(
      TablePair pair,
      LookConnections connections,
      Duration longestCommit,
      Backlog backlog,
      Consumer<Difference> found) {
    this.pair = pair;
    this.look = new Look(pair, new RowComparison(pair));
    this.connections = connections;
    this.longestCommit = longestCommit;
    this.backlog = backlog;
    this.found = found;
  }

  /** Adds a key; waits for the others where there are too many. */
  void add(Key key) throws SQLException {
    doubts.putIfAbsent(key, new Doubt());
    if (doubts.size() >= MOST) {
      settle();
    }
  }

  /** Looks at all until none is left. */
  void settle() throws SQLException {
    while (!doubts.isEmpty()) {
      look();
      if (!doubts.isEmpty()) {
        LockSupport.parkNanos(pause().toNanos());
      }
    }
  }

  /** Looks once at each. */
  void look() throws SQLException {
    Duration oldestQueued = backlog.oldest().orElse(Duration.ZERO);
    for (List<Key> keys : batches()) {
      lookAt(keys, oldestQueued);
    }
    giveUp();
  }

  boolean isEmpty() {
    return doubts.isEmpty();
  }

  Set<Key> keys() {
    return doubts.keySet();
  }

  /** Leaves keys alone, whatever was seen of them. */
  void forget(Set<Key> keys) {
    doubts.keySet().removeAll(keys);
  }

  /** Returns how many keys neither became equal nor stood still. */
  long unsettled() {
    return unsettled;
  }

  private Duration pause() {
    Duration some = longestCommit.dividedBy(4);
    if (some.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return some.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : some;
  }

  private Duration patience() {
    Duration several = longestCommit.multipliedBy(3);
    return several.compareTo(SHORTEST_PATIENCE) > 0 ? several : SHORTEST_PATIENCE;
  }

  private List<List<Key>> batches() {
    List<Key> keys = new ArrayList<>(doubts.keySet());
    List<List<Key>> batches = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += KEYS_PER_LOOK) {
      batches.add(keys.subList(from, Math.min(keys.size(), from + KEYS_PER_LOOK)));
    }
    return batches;
  }

  private void lookAt(List<Key> keys, Duration oldestQueued) throws SQLException {
    long begun = System.nanoTime();
    keys.forEach(key -> doubts.get(key).look(begun));
    Map<Key, Sight> sights;
    try {
      sights = look.at(connections, keys, connections.lock());
    } catch (SQLException failure) {
      if (pair.primary().dialect().errors().isConflict(failure)) {
        return; // Somebody has one of them locked, and they can't be skipped here.
      }
      throw failure;
    }
    long now = System.nanoTime();
    sights.forEach((key, sight) -> judge(key, sight, now, oldestQueued));
  }

  private void judge(Key key, Sight sight, long now, Duration oldestQueued) {
    switch (sight.kind()) {
      case EQUAL:
        doubts.remove(key);
        return;
      case LOCKED:
        return;
      case DIFFERENT:
        if (doubts.get(key).isSettledBy(sight, now, longestCommit, oldestQueued)) {
          doubts.remove(key);
          found.accept(Difference.of(pair, key, sight));
        }
        return;
    }
    throw new AssertionError(sight.kind());
  }

  /** What has stood still for longer than a commit takes is certain, though keys are queued. */
  private void giveUp() throws SQLException {
    long now = System.nanoTime();
    for (Key key : List.copyOf(doubts.keySet())) {
      if (doubts.get(key).isOlderThan(patience(), now)) {
        giveUp(key, doubts.remove(key), now);
      }
    }
  }

  private void giveUp(Key key, Doubt doubt, long now) throws SQLException {
    if (doubt.isStable(now, longestCommit)) {
      found.accept(Difference.of(pair, key, doubt.last()));
    } else if (!isEqualWithoutLock(key)) {
      unsettled++;
    }
  }

  private boolean isEqualWithoutLock(Key key) throws SQLException {
    Map<Key, Sight> sights = look.at(connections, List.of(key), LockMode.NONE);
    return sights.get(key).kind() == Sight.Kind.EQUAL;
  }
}
