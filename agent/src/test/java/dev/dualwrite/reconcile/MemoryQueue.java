package dev.dualwrite.reconcile;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueueFigures;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.QueuedKeys;
import dev.dualwrite.state.RetryQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A retry queue that forgets everything with its JVM, and that writes down what it is told. */
final class MemoryQueue implements RetryQueue {
  private static final class Entry {
    QueuedKey key;
    Instant due;
    boolean parked;
  }

  final List<String> answers = new ArrayList<>();
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final Semaphore changes = new Semaphore(0);
  private final Clock clock;
  private TableName lastTable;
  private Object drainer;
  private long versions;

  MemoryQueue(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void add(Collection<Key> keys, Owed owed) {
    Instant now = clock.instant();
    for (Key key : keys) {
      Entry entry = entries.computeIfAbsent(key, absent -> new Entry());
      entry.key = QueuedKeys.of(key, owed, 0, 0, now, null, ++versions);
      entry.due = now;
    }
    changes.release();
  }

  @Override
  public synchronized List<QueuedKey> due(int most, Instant now) {
    List<Entry> due =
        entries.values().stream()
            .filter(entry -> !entry.parked && !entry.due.isAfter(now))
            .sorted(Comparator.comparing(entry -> entry.key.key().table().equals(lastTable)))
            .toList();
    if (due.isEmpty()) {
      return List.of();
    }
    lastTable = due.get(0).key.key().table();
    return due.stream()
        .map(entry -> entry.key)
        .filter(key -> key.key().table().equals(lastTable))
        .limit(most)
        .toList();
  }

  private synchronized void answer(String answer, QueuedKey key, UnaryOperator<Entry> change) {
    answers.add(answer + " " + key.key().values().get(0));
    Entry entry = entries.get(key.key());
    if (entry != null && QueuedKeys.version(entry.key) == QueuedKeys.version(key)) {
      if (change.apply(entry) == null) {
        entries.remove(key.key());
      }
    }
  }

  private static QueuedKey changed(QueuedKey key, int looks, int attempts, String error) {
    return QueuedKeys.of(
        key.key(), key.owed(), looks, attempts, key.queuedAt(), error, QueuedKeys.version(key));
  }

  @Override
  public void done(QueuedKey key) {
    answer("done", key, entry -> null);
  }

  @Override
  public void settled(QueuedKey key, Instant nextLook) {
    answer(
        "settled",
        key,
        entry -> {
          entry.key = changed(key, key.looks() + 1, 0, null);
          entry.due = nextLook;
          return entry;
        });
  }

  @Override
  public void postponed(QueuedKey key, Instant notBefore) {
    answer(
        "postponed",
        key,
        entry -> {
          entry.due = notBefore;
          return entry;
        });
  }

  @Override
  public void failed(QueuedKey key, Instant notBefore, String error) {
    answer(
        "failed",
        key,
        entry -> {
          entry.key = changed(key, key.looks(), key.attempts() + 1, error);
          entry.due = notBefore;
          return entry;
        });
  }

  @Override
  public void park(QueuedKey key, String error) {
    answer(
        "parked",
        key,
        entry -> {
          entry.key = changed(key, key.looks(), key.attempts() + 1, error);
          entry.parked = true;
          return entry;
        });
  }

  @Override
  public synchronized int unpark() {
    int unparked = 0;
    for (Entry entry : entries.values()) {
      unparked += entry.parked ? 1 : 0;
      entry.parked = false;
    }
    changes.release();
    return unparked;
  }

  @Override
  public void hurry() {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public synchronized Optional<Instant> nextDue() {
    return entries.values().stream()
        .filter(entry -> !entry.parked)
        .map(entry -> entry.due)
        .min(Comparator.naturalOrder());
  }

  @Override
  public boolean awaitChange(Duration atMost) throws InterruptedException {
    boolean changed = changes.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    changes.drainPermits();
    return changed;
  }

  @Override
  public synchronized Set<Key> owed(Collection<Key> keys) {
    Set<Key> owed = new HashSet<>(keys);
    owed.retainAll(entries.keySet());
    return owed;
  }

  @Override
  public QueueFigures figures() {
    throw new UnsupportedOperationException("nobody asks");
  }

  @Override
  public synchronized List<QueuedKey> parked(int most) {
    return entries.values().stream()
        .filter(entry -> entry.parked)
        .map(entry -> entry.key)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized boolean claim(Object claimant) {
    if (drainer == null) {
      drainer = claimant;
    }
    return drainer == claimant;
  }

  @Override
  public synchronized void release(Object claimant) {
    if (drainer == claimant) {
      drainer = null;
    }
  }

  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  synchronized List<String> answers() {
    return List.copyOf(answers);
  }

  synchronized long count(String answer) {
    return answers.stream().filter(answer::equals).count();
  }
}
