package dev.dualwrite.check;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.State;
import dev.dualwrite.verify.Difference;
import dev.dualwrite.verify.NotVerifiableException;
import dev.dualwrite.verify.SpotCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the check does with the keys that are due: a few at a time, since each look asks the
 * application's own database. Used by one thread; its figures are for all.
 */
public final class CheckRound {
  private static final Logger logger = LoggerFactory.getLogger(CheckRound.class);
  private static final int MOST_KEYS = 20;

  /** With so many in doubt no others are looked at. */
  private static final int MOST_IN_DOUBT = 50;

  /** A key that is queued for so long is dropped: its table has other worries. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final int MOST_TOLD = 1_000;

  private final KeySample sample;
  private final SpotCheck rows;
  private final State state;
  private final Healing healing;
  private final Set<TableName> told = new HashSet<>();
  private final AtomicLong checked = new AtomicLong();
  private final AtomicLong differing = new AtomicLong();

  CheckRound(KeySample sample, SpotCheck rows, State state, Healing healing) {
    this.sample = sample;
    this.rows = rows;
    this.state = state;
    this.healing = healing;
  }

  /**
   * Looks at some keys that are due, and at those in doubt; returns whether it looked at any.
   *
   * @throws SQLException when a database doesn't answer; then what was in doubt is dropped
   */
  boolean go() throws SQLException {
    List<WrittenKey> due = rows.inDoubt() < MOST_IN_DOUBT ? sample.due(MOST_KEYS) : List.of();
    Map<TableName, List<Key>> byTable = withoutOwed(due);
    int unseen = byTable.values().stream().mapToInt(List::size).sum();
    boolean any = unseen > 0 || rows.inDoubt() > 0;
    try {
      for (Map.Entry<TableName, List<Key>> each : byTable.entrySet()) {
        look(each.getKey(), each.getValue());
        unseen -= each.getValue().size();
      }
      rows.lookAgain(this::owed).forEach(sample::add);
    } catch (SQLException | RuntimeException failure) {
      sample.drop(unseen);
      dropDoubts();
      throw failure;
    }
    sample.drop(rows.takeUnsettled());
    rows.takeFound().forEach(this::found);
    return any;
  }

  private void look(TableName table, List<Key> keys) throws SQLException {
    try {
      rows.look(table, keys);
      checked.addAndGet(keys.size());
    } catch (NotVerifiableException reason) {
      sample.drop(keys.size());
      if (told.size() < MOST_TOLD && told.add(table)) {
        logger.warn("Rows of {} can't be checked: {}", table, reason.getMessage());
      }
    }
  }

  /** What is about to be copied is looked at later. */
  private Map<TableName, List<Key>> withoutOwed(List<WrittenKey> due) {
    Set<Key> keys = new HashSet<>();
    due.forEach(written -> keys.add(written.key()));
    Set<Key> owed = owed(keys);
    Map<TableName, List<Key>> byTable = new LinkedHashMap<>();
    for (WrittenKey written : due) {
      Key key = written.key();
      if (!owed.contains(key)) {
        if (keys.remove(key)) {
          byTable.computeIfAbsent(key.table(), first -> new ArrayList<>()).add(key);
        }
      } else if (written.isOlderThan(LONGEST_WAIT, System.nanoTime())) {
        sample.drop(1);
      } else {
        sample.addLater(written);
      }
    }
    return byTable;
  }

  /** Intents first: as one ends, its keys go to the queue. */
  private Set<Key> owed(Set<Key> keys) {
    Set<Key> owed = new HashSet<>();
    if (!keys.isEmpty()) {
      keys.stream().filter(state.intents()::isOpen).forEach(owed::add);
      owed.addAll(state.queue().owed(keys));
    }
    return owed;
  }

  private void found(Difference difference) {
    Key key = difference.key();
    if (owed(Set.of(key)).isEmpty()) {
      differing.incrementAndGet();
      healing.heal(difference, sample::add);
    } else {
      sample.add(key);
    }
  }

  /** Drops what waits and what is in doubt. */
  void dropAll() {
    sample.dropAll();
    dropDoubts();
  }

  /** Drops what is in doubt: what was seen before an interruption proves nothing after it. */
  void dropDoubts() {
    sample.drop(rows.inDoubt());
    rows.giveUp();
  }

  /** Whether some rows are in doubt. */
  boolean isInDoubt() {
    return rows.inDoubt() > 0;
  }

  /** Closes the connections; they are opened again when they are needed. */
  void rest() {
    try {
      rows.rest();
    } catch (SQLException failure) {
      logger.debug("A connection of the check could not be closed", failure);
    }
    healing.rest();
  }

  void close() {
    rest();
    healing.close();
  }

  CheckStatus status() {
    return new CheckStatus(checked.get(), differing.get(), sample.dropped());
  }
}
