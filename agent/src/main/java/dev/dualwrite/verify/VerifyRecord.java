package dev.dualwrite.verify;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last verification of each table, as the state keeps it. */
public final class VerifyRecord {
  /** The document's name in the state. */
  public static final String DOCUMENT = "verify";

  /** More tables than that aren't kept; those verified first go. */
  private static final int MOST_TABLES = 10_000;

  private final Map<String, VerifiedTable> tables = new LinkedHashMap<>();

  private VerifyRecord() {}

  /** Reads what a state keeps; what can't be read counts as never verified. */
  public static VerifyRecord of(State state) {
    return read(state.documents().get(DOCUMENT));
  }

  /** Reads the document; one that isn't there, or can't be read, has no tables. */
  public static VerifyRecord read(Optional<String> document) {
    VerifyRecord record = new VerifyRecord();
    if (document.isEmpty()) {
      return record;
    }
    try {
      Object list = JSON.std.mapFrom(document.get()).get("tables");
      for (Object each : list instanceof List ? (List<?>) list : List.of()) {
        if (each instanceof Map) {
          VerifiedTable table = VerifiedTable.read((Map<?, ?>) each);
          record.tables.put(table.table(), table);
        }
      }
    } catch (IOException foreign) {
      return new VerifyRecord();
    }
    return record;
  }

  /** Returns the last verification of a table, whichever side's name is given. */
  public Optional<VerifiedTable> table(TableName name) {
    return tables.values().stream().filter(table -> table.names().contains(name)).findFirst();
  }

  /** Returns all of them, in the order in which they were verified. */
  public List<VerifiedTable> tables() {
    return List.copyOf(tables.values());
  }

  /**
   * Keeps the verification of one table in a state. Where it proves all rows, the table needn't be
   * verified any more, unless it was marked since the verification began.
   */
  public static void keep(State state, VerifiedTable verified) {
    VerifyRecord record = of(state);
    VerifiedTable earlier = record.tables.remove(verified.table());
    record.tables.put(verified.table(), earlier == null ? verified : verified.after(earlier));
    while (record.tables.size() > MOST_TABLES) {
      record.tables.remove(record.tables.keySet().iterator().next());
    }
    state.documents().put(DOCUMENT, record.json());
    Optional<Instant> proven = verified.provenSince();
    if (proven.isPresent()) {
      verified.names().forEach(name -> state.unverified().verified(name, proven.get()));
    }
  }

  private String json() {
    List<Object> list = new ArrayList<>();
    tables.values().forEach(table -> list.add(table.json()));
    try {
      return JSON.std.asString(Map.of("tables", list));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a document cannot be written as JSON", impossible);
    }
  }
}
