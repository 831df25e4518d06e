package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.RetryQueue;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One round over the tables with due keys. Parents come first, for the rows that are there; then
 * what was in another row's way is tried once more, children first, for the rows that aren't.
 */
final class Round {
  private static final int MOST_KEYS_A_TABLE = 500;
  private static final int MOST_TABLES = 20;

  private final RetryQueue queue;
  private final Reconciler reconciler;
  private final Answers answers;
  private int answered;
  private SQLException databaseFailure;

  Round(RetryQueue queue, Reconciler reconciler, Answers answers) {
    this.queue = queue;
    this.reconciler = reconciler;
    this.answers = answers;
  }

  /** Goes the round and returns whether anything was due. */
  boolean go(Instant now) {
    Map<TableName, List<QueuedKey>> due = due(now);
    if (due.isEmpty()) {
      return false;
    }
    List<TableName> order = new ArrayList<>(reconciler.parentsFirst(List.copyOf(due.keySet())));
    Map<TableName, List<QueuedKey>> obstructed = new LinkedHashMap<>();
    for (TableName table : order) {
      List<QueuedKey> inTheWay = first(due.get(table), order.size() > 1);
      if (!inTheWay.isEmpty()) {
        obstructed.put(table, inTheWay);
      }
    }
    Collections.reverse(order);
    for (TableName table : order) {
      if (obstructed.containsKey(table)) {
        answer(obstructed.get(table), reconcile(obstructed.get(table)));
      }
    }
    return true;
  }

  /** Tables take turns, so one that comes again ends the round. */
  private Map<TableName, List<QueuedKey>> due(Instant now) {
    Map<TableName, List<QueuedKey>> due = new LinkedHashMap<>();
    while (due.size() < MOST_TABLES) {
      List<QueuedKey> keys = queue.due(MOST_KEYS_A_TABLE, now);
      if (keys.isEmpty() || due.putIfAbsent(keys.get(0).key().table(), keys) != null) {
        break;
      }
    }
    return due;
  }

  /** Returns the keys to try again in this round, which aren't answered yet. */
  private List<QueuedKey> first(List<QueuedKey> due, boolean othersAreDue) {
    List<QueuedKey> obstructed = new ArrayList<>();
    // Those that failed before go by themselves: they would hold up the others.
    Map<Boolean, List<QueuedKey>> byFailed =
        due.stream().collect(Collectors.partitioningBy(key -> key.attempts() > 0));
    for (List<QueuedKey> keys : List.of(byFailed.get(false), byFailed.get(true))) {
      Outcomes outcomes = reconcile(keys);
      if (othersAreDue) {
        obstructed.addAll(obstructed(keys, outcomes));
        obstructed.forEach(key -> outcomes.byKey().remove(key.key()));
      }
      answer(keys, outcomes);
    }
    return obstructed;
  }

  private static List<QueuedKey> obstructed(List<QueuedKey> keys, Outcomes outcomes) {
    return keys.stream()
        .filter(
            key ->
                Optional.ofNullable(outcomes.byKey().get(key.key()))
                    .filter(outcome -> outcome.kind() == Outcome.Kind.OBSTRUCTED)
                    .isPresent())
        .collect(Collectors.toList());
  }

  private Outcomes reconcile(List<QueuedKey> keys) {
    if (keys.isEmpty() || databaseFailure != null) {
      return new Outcomes();
    }
    List<Key> bare = keys.stream().map(QueuedKey::key).collect(Collectors.toList());
    Outcomes outcomes = reconciler.reconcile(bare);
    outcomes.databaseFailure().ifPresent(failure -> databaseFailure = failure);
    return outcomes;
  }

  private void answer(List<QueuedKey> keys, Outcomes outcomes) {
    answered += answers.give(keys, outcomes);
  }

  /** Returns how many keys were answered. */
  int answered() {
    return answered;
  }

  /** Returns why the round was ended early. */
  Optional<SQLException> databaseFailure() {
    return Optional.ofNullable(databaseFailure);
  }
}
