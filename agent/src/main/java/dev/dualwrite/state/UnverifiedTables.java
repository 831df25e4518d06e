package dev.dualwrite.state;

import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of which some rows may differ without their keys being known: verify clears them. */
public final class UnverifiedTables {
  private static final Logger LOGGER = LoggerFactory.getLogger(UnverifiedTables.class);

  private final Map<TableName, UnverifiedTable> tables = new ConcurrentHashMap<>();

  /** Tables whose change was handed over and isn't in the store: it will be found in the map. */
  private final Set<TableName> onTheWay = ConcurrentHashMap.newKeySet();

  private StateWriter writer;

  UnverifiedTables() {}

  /** Sets the writer, before the first table is marked. */
  void connect(StateWriter itsWriter) {
    writer = itsWriter;
  }

  /** Marks a table; doesn't wait for the disk. */
  public void add(TableName table, String reason) {
    Instant now = Instant.now();
    UnverifiedTable marked =
        tables.merge(
            table,
            new UnverifiedTable(table, now, now, reason),
            (before, again) -> before.markedAgain(again));
    if (marked.since().equals(now)) {
      LOGGER.warn("The table {} is to be verified: {}", table, reason);
    }
    handOver(table);
  }

  /** Returns the marked tables by name. */
  public List<UnverifiedTable> all() {
    List<UnverifiedTable> all = new ArrayList<>(tables.values());
    all.sort(Comparator.comparing(each -> each.table().toString()));
    return all;
  }

  /**
   * Takes the mark away after a verification that found the table equal.
   *
   * @param begun when the verification began; a table that was marked since stays marked
   * @return whether the table isn't marked any longer
   */
  public boolean verified(TableName table, Instant begun) {
    UnverifiedTable left =
        tables.computeIfPresent(
            table, (same, marked) -> marked.last().isBefore(begun) ? null : marked);
    handOver(table);
    return left == null;
  }

  StorePart part() {
    return new StorePart() {
      @Override
      public void load(Store store) {
        for (Map.Entry<byte[], byte[]> stored : store.unverified().entrySet()) {
          TableName table = Bytes.read(stored.getKey(), Shape::readTable);
          UnverifiedTable marked =
              Bytes.read(stored.getValue(), in -> UnverifiedTable.read(table, in));
          tables.merge(table, marked, (now, before) -> before.markedAgain(now));
        }
      }

      @Override
      public void restore(Store store) {
        store.unverified().clear();
        tables.keySet().forEach(table -> write(store, table));
      }
    };
  }

  private void handOver(TableName table) {
    if (onTheWay.add(table)) {
      writer.submit(
          store -> {
            onTheWay.remove(table);
            write(store, table);
          });
    }
  }

  private void write(Store store, TableName table) {
    byte[] key = Bytes.of(out -> Shape.writeTable(out, table));
    UnverifiedTable marked = tables.get(table);
    if (marked == null) {
      store.unverified().remove(key);
    } else {
      store.unverified().put(key, Bytes.of(marked::write));
    }
  }
}
