package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** The retry queue as it is stored; only the state's writer touches it. */
final class QueueEntries {
  /** Of one table, at once; the others are due within a minute anyway. */
  private static final int MOST_HURRIED = 100_000;

  private final MVMap<byte[], byte[]> entries;
  private final QueueIndexes indexes;

  /** The table that was served last: the next one has its turn. */
  private byte[] served = {};

  /** The shape of the last key that was added, and its prefix: many of the same come in a row. */
  private Shape shape;

  private byte[] prefix;

  private QueueEntries(MVMap<byte[], byte[]> entries, QueueIndexes indexes) {
    this.entries = entries;
    this.indexes = indexes;
  }

  static QueueEntries of(org.h2.mvstore.MVStore store) {
    Function<String, MVMap<byte[], byte[]>> maps = name -> Store.bytesMap(store, name);
    MVMap<byte[], Long> ages =
        store.openMap(
            "queue.ages",
            new MVMap.Builder<byte[], Long>()
                .keyType(ByteArrayDataType.INSTANCE)
                .valueType(LongDataType.INSTANCE));
    return new QueueEntries(maps.apply("queue.entries"), new QueueIndexes(maps, ages));
  }

  long size() {
    return entries.sizeAsLong();
  }

  void add(Key key, Owed owed, long now, long version) {
    EntryKey place = placeOf(key);
    QueueEntry before = read(place);
    if (before != null) {
      replace(place, before, before.askedAgain(owed, now, version));
      return;
    }
    byte[] values = Bytes.of(out -> shape.writeValues(out, key.values()));
    replace(place, null, QueueEntry.fresh(values, owed, now, version));
  }

  /** Removes the entry, unless it has another version by now. */
  void remove(EntryKey place, long version) {
    QueueEntry entry = read(place);
    if (entry != null && entry.version() == version) {
      replace(place, entry, null);
    }
  }

  /** Changes the entry, if it is there, to what its present content asks for. */
  void change(EntryKey place, UnaryOperator<QueueEntry> change) {
    QueueEntry entry = read(place);
    if (entry != null) {
      replace(place, entry, change.apply(entry));
    }
  }

  /** Takes over all entries of another queue. */
  void absorb(QueueEntries others, long now) {
    others.entries.forEach(
        (bytes, content) -> {
          EntryKey place = EntryKey.of(bytes);
          QueueEntry other = Bytes.read(content, QueueEntry::read);
          QueueEntry mine = read(place);
          replace(
              place,
              mine,
              mine == null ? other : mine.askedAgain(other.owed(), now, other.version()));
        });
  }

  /** Makes all parked entries due and returns how many those were. */
  int unpark(long now) {
    List<byte[]> parked = new ArrayList<>(indexes.parked().keySet());
    for (byte[] bytes : parked) {
      change(EntryKey.of(bytes), entry -> entry.unparked(now));
    }
    return parked.size();
  }

  /**
   * Makes due what waits after a failure or for a lock; a recheck keeps its time, which it needs.
   */
  void hurry(long now) {
    for (byte[] table : List.copyOf(indexes.counts().keySet())) {
      for (EntryKey place : waiting(table, now)) {
        change(place, entry -> entry.place() == EntryPlace.QUEUED ? entry.postponed(now) : entry);
      }
    }
  }

  private List<EntryKey> waiting(byte[] table, long now) {
    List<EntryKey> waiting = new ArrayList<>();
    byte[] after = Bytes.concat(table, Bytes.sortable(now));
    Iterator<byte[]> keys = indexes.due().keyIterator(after);
    while (keys.hasNext() && waiting.size() < MOST_HURRIED) {
      byte[] dueKey = keys.next();
      if (!Bytes.startsWith(dueKey, table)) {
        break;
      }
      waiting.add(EntryKey.ofDueKey(dueKey));
    }
    return waiting;
  }

  List<QueuedKey> parked(int most) {
    List<QueuedKey> parked = new ArrayList<>();
    Iterator<byte[]> keys = indexes.parked().keyIterator(null);
    while (keys.hasNext() && parked.size() < most) {
      EntryKey place = EntryKey.of(keys.next());
      parked.add(queued(place, read(place)));
    }
    return parked;
  }

  /**
   * Returns keys of the next table that has some due which aren't left out; they stay in the queue.
   *
   * @param since the first version of this process. An entry of an earlier one is asked for anew,
   *     as one of unknown outcome: that process may have ended between what it did to the secondary
   *     and what it wrote here.
   */
  List<QueuedKey> due(int most, long now, long since, Predicate<Key> leftOut) {
    List<byte[]> turns = new ArrayList<>(indexes.counts().tailMap(served, false).keySet());
    turns.addAll(indexes.counts().headMap(served, true).keySet());
    for (byte[] table : turns) {
      List<QueuedKey> due = dueOf(table, most, now, leftOut);
      if (!due.isEmpty()) {
        served = table;
        due.replaceAll(key -> key.version() < since ? askedAnew(key, now, since) : key);
        return due;
      }
    }
    return List.of();
  }

  private QueuedKey askedAnew(QueuedKey key, long now, long version) {
    QueueEntry before = read(key.place());
    replace(key.place(), before, before.askedAgain(Owed.UNKNOWN, now, version));
    return queued(key.place(), read(key.place()));
  }

  private List<QueuedKey> dueOf(byte[] table, int most, long now, Predicate<Key> leftOut) {
    List<QueuedKey> due = new ArrayList<>();
    Iterator<byte[]> keys = indexes.due().keyIterator(table);
    while (keys.hasNext() && due.size() < most) {
      byte[] dueKey = keys.next();
      if (!Bytes.startsWith(dueKey, table) || EntryKey.dueAt(dueKey) > now) {
        break;
      }
      EntryKey place = EntryKey.ofDueKey(dueKey);
      QueuedKey key = queued(place, read(place));
      if (!leftOut.test(key.key())) {
        due.add(key);
      }
    }
    return due;
  }

  /** Returns those of the keys that aren't known to be equal on both sides. */
  Set<Key> owed(Collection<Key> keys) {
    Set<Key> owed = new HashSet<>();
    for (Key key : keys) {
      if (isOwed(key)) {
        owed.add(key);
      }
    }
    return owed;
  }

  private boolean isOwed(Key key) {
    try {
      QueueEntry entry = read(placeOf(key));
      return entry != null && entry.place() != EntryPlace.RECHECK;
    } catch (IllegalArgumentException unstorable) {
      return false;
    }
  }

  /** Returns when the next key that isn't left out is due, in milliseconds; -1 if there is none. */
  long nextDue(Predicate<Key> leftOut) {
    long next = -1;
    for (Map.Entry<byte[], Tally> table : indexes.counts().entrySet()) {
      List<QueuedKey> first = dueOf(table.getKey(), 1, Long.MAX_VALUE, leftOut);
      if (!first.isEmpty() && (next < 0 || first.get(0).dueAt() < next)) {
        next = first.get(0).dueAt();
      }
    }
    return next;
  }

  void writeTallies(Map<Shape, QueueFigures> published) {
    indexes.writeTallies(published);
  }

  Map<Shape, QueueFigures> figures() {
    return indexes.figures();
  }

  private EntryKey placeOf(Key key) {
    Shape its = Shape.of(key);
    if (!its.equals(shape)) {
      prefix = EntryKey.prefixOf(its);
      shape = its;
    }
    return EntryKey.of(prefix, shape, key);
  }

  private QueueEntry read(EntryKey place) {
    byte[] content = entries.get(place.bytes());
    return content == null ? null : Bytes.read(content, QueueEntry::read);
  }

  private static QueuedKey queued(EntryKey place, QueueEntry entry) {
    if (entry == null) {
      throw new UnreadableStateException(
          "An index of the queue names a key that isn't there", null);
    }
    Shape shape = EntryKey.shapeOf(place.prefix());
    return QueuedKey.of(place, Bytes.read(entry.values(), shape::readKey), entry);
  }

  private void replace(EntryKey place, QueueEntry before, QueueEntry after) {
    if (before != null) {
      indexes.remove(place, before);
    }
    if (after == null) {
      entries.remove(place.bytes());
      return;
    }
    indexes.add(place, after);
    entries.put(place.bytes(), Bytes.of(after::write));
  }
}
