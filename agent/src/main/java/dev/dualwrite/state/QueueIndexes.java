package dev.dualwrite.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.h2.mvstore.MVMap;

/**
 * What finds and counts entries without reading them: those that wait by table and time, those that
 * are parked, and how many there are of each and from when.
 */
final class QueueIndexes {
  private static final byte[] NOTHING = {};

  private final MVMap<byte[], byte[]> due;
  private final MVMap<byte[], byte[]> parked;
  private final MVMap<byte[], byte[]> tallies;

  /** How many are queued from a second: prefix and second to a number. */
  private final MVMap<byte[], Long> ages;

  /** The tallies in memory: a few for each table. */
  private final NavigableMap<byte[], Tally> counts = new TreeMap<>(Arrays::compareUnsigned);

  private final Set<byte[]> changed = new TreeSet<>(Arrays::compareUnsigned);

  QueueIndexes(Function<String, MVMap<byte[], byte[]>> maps, MVMap<byte[], Long> ages) {
    this.due = maps.apply("queue.due");
    this.parked = maps.apply("queue.parked");
    this.tallies = maps.apply("queue.tallies");
    this.ages = ages;
    tallies.forEach(
        (prefix, bytes) -> {
          Shape shape = EntryKey.shapeOf(prefix);
          counts.put(prefix, Bytes.read(bytes, in -> Tally.read(shape, in)));
        });
  }

  MVMap<byte[], byte[]> due() {
    return due;
  }

  MVMap<byte[], byte[]> parked() {
    return parked;
  }

  /** The prefixes of the shapes that have entries, in order. */
  NavigableMap<byte[], Tally> counts() {
    return counts;
  }

  void add(EntryKey key, QueueEntry entry) {
    if (entry.place() == EntryPlace.PARKED) {
      parked.put(key.bytes(), NOTHING);
    } else {
      due.put(key.dueKey(entry.dueAt()), NOTHING);
    }
    count(key, entry, 1);
  }

  void remove(EntryKey key, QueueEntry entry) {
    if (entry.place() == EntryPlace.PARKED) {
      parked.remove(key.bytes());
    } else {
      due.remove(key.dueKey(entry.dueAt()));
    }
    count(key, entry, -1);
  }

  private void count(EntryKey key, QueueEntry entry, int by) {
    byte[] prefix = key.prefix();
    counts
        .computeIfAbsent(prefix, absent -> new Tally(EntryKey.shapeOf(absent)))
        .count(entry.place(), by);
    changed.add(prefix);
    if (entry.place() == EntryPlace.QUEUED) {
      byte[] second = Bytes.concat(prefix, Bytes.sortable(entry.queuedAt() / 1000));
      Long before = ages.get(second);
      long after = (before == null ? 0 : before) + by;
      if (after == 0) {
        ages.remove(second);
      } else {
        ages.put(second, after);
      }
    }
  }

  /** Writes the tallies that have changed, and brings the published figures up to date. */
  void writeTallies(Map<Shape, QueueFigures> published) {
    for (byte[] prefix : changed) {
      Tally tally = counts.get(prefix);
      if (tally.isEmpty()) {
        counts.remove(prefix);
        tallies.remove(prefix);
        published.remove(tally.shape());
      } else {
        tallies.put(prefix, Bytes.of(tally::write));
        published.put(tally.shape(), figures(prefix, tally));
      }
    }
    changed.clear();
  }

  Map<Shape, QueueFigures> figures() {
    Map<Shape, QueueFigures> figures = new HashMap<>();
    counts.forEach((prefix, tally) -> figures.put(tally.shape(), figures(prefix, tally)));
    return figures;
  }

  private QueueFigures figures(byte[] prefix, Tally tally) {
    return QueueFigures.ofTable(
        tally.of(EntryPlace.QUEUED),
        tally.of(EntryPlace.RECHECK),
        tally.of(EntryPlace.PARKED),
        oldest(prefix));
  }

  private Instant oldest(byte[] prefix) {
    Iterator<byte[]> seconds = ages.keyIterator(prefix);
    if (!seconds.hasNext()) {
      return null;
    }
    byte[] first = seconds.next();
    return Bytes.startsWith(first, prefix) ? Instant.ofEpochSecond(EntryKey.dueAt(first)) : null;
  }
}
