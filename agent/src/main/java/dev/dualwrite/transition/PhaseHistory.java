package dev.dualwrite.transition;

import dev.dualwrite.phase.Phase;
import dev.dualwrite.state.Documents;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phase and its changes in the state; the last hundred of them. */
public final class PhaseHistory {
  private static final String CURRENT = "phase";
  private static final String DATABASE = "phase-database";
  private static final String CHANGES = "phase-changes";
  private static final int MOST = 100;

  private final Documents documents;

  /** The history that some documents hold. */
  public PhaseHistory(Documents documents) {
    this.documents = documents;
  }

  /** The phase as recorded; empty before the first start with this state. */
  public Optional<PhaseRecord> current() {
    return documents.get(CURRENT).flatMap(PhaseRecord::read);
  }

  /** Whether all that is recorded is of this old database; if not, what comes will be. */
  boolean isOf(String oldDatabase) {
    boolean same = documents.get(DATABASE).map(oldDatabase::equals).orElse(true);
    documents.put(DATABASE, oldDatabase);
    if (!same) {
      documents.remove(CHANGES);
    }
    return same;
  }

  /** The phase as recorded, or else that of the configuration. */
  public Phase phase(Phase configured) {
    return current().map(PhaseRecord::phase).orElse(configured);
  }

  void current(PhaseRecord record) {
    documents.put(CURRENT, record.json());
  }

  /** The changes, the latest first. */
  public List<Entry> changes() {
    List<Entry> changes = new ArrayList<>();
    for (JsonFields fields : stored()) {
      changes.add(0, new Entry(fields.asMap()));
    }
    return changes;
  }

  void add(Move move, Instant time, String origin, boolean forced, Pause pause) {
    List<Object> all = new ArrayList<>();
    stored().forEach(fields -> all.add(fields.asMap()));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("time", time.toString());
    entry.put("from", move.from().label());
    entry.put("to", move.to().label());
    entry.put("origin", origin);
    entry.put("forced", forced);
    entry.put("pauseMillis", pause.millis());
    all.add(entry);
    List<Object> kept = all.subList(Math.max(0, all.size() - MOST), all.size());
    documents.put(CHANGES, JsonFields.line(Map.of("changes", kept)));
  }

  private List<JsonFields> stored() {
    try {
      return JsonFields.parse(documents.get(CHANGES).orElse("{}")).objects("changes");
    } catch (IOException foreign) {
      return List.of();
    }
  }

  /** One change. */
  public static final class Entry {
    private final JsonFields fields;

    private Entry(Map<?, ?> fields) {
      this.fields = JsonFields.of(fields);
    }

    /** When it was. */
    public Instant time() {
      return fields.time("time").orElse(Instant.EPOCH);
    }

    /** The label of the phase before. */
    public String from() {
      return fields.text("from", "?");
    }

    /** The label of the phase after. */
    public String to() {
      return fields.text("to", "?");
    }

    /** Who asked for it. */
    public String origin() {
      return fields.text("origin", "?");
    }

    /** Whether a gate held, and was passed by force. */
    public boolean forced() {
      return fields.flag("forced");
    }

    /** How long the application's transactions were held back, in milliseconds. */
    public double pauseMillis() {
      return fields.decimal("pauseMillis").orElse(0.0);
    }

    /** This change as a JSON object. */
    public Map<?, ?> json() {
      return fields.asMap();
    }
  }
}
