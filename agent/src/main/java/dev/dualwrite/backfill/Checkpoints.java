package dev.dualwrite.backfill;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.JsonFields;
import dev.dualwrite.state.KeyDocument;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.state.RetryQueue;
import dev.dualwrite.state.State;
import dev.dualwrite.state.StateInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a backfill has come, kept in a store of its own so that it works beside an application
 * that has the state: a checkpoint for each step, the keys that are to be looked at again, and the
 * keys of the chunks under way.
 */
public final class Checkpoints implements AutoCloseable {
  private static final String WHOLE = "backfill";
  private static final Duration WRITE_BOUND = Duration.ofSeconds(10);
  private static final Duration WHENEVER = Duration.ofDays(2);
  private static final int MANY = 1_000;

  /** More chunks aren't under way at a time. */
  static final int MOST_WORKERS = 64;

  private final Path folder;
  private final State state;

  private Checkpoints(Path folder, State state) {
    this.folder = folder;
    this.state = state;
  }

  /**
   * Opens the checkpoints of a folder.
   *
   * @throws StateInUseException when another backfill has them
   * @throws IOException when the folder can't be made or used
   */
  public static Checkpoints open(Path folder, SyncMode sync)
      throws StateInUseException, IOException {
    return new Checkpoints(folder, State.open(folder, "a backfill", sync));
  }

  /** How far a step has come. */
  static final class Mark {
    private final Key upTo;
    private final long rows;
    private final boolean done;

    private Mark(Key upTo, long rows, boolean done) {
      this.upTo = upTo;
      this.rows = rows;
      this.done = done;
    }

    /** Null where it has to begin. */
    Key upTo() {
      return upTo;
    }

    long rows() {
      return rows;
    }

    boolean done() {
      return done;
    }
  }

  /**
   * Goes on with the backfill that was begun, or begins a new one where there is none that isn't
   * done.
   *
   * @return whether it goes on
   * @throws BackfillRefused when the one that was begun is another one
   */
  boolean begin(BackfillIdentity identity) throws BackfillRefused {
    Optional<JsonFields> begun = document(WHOLE).filter(whole -> !whole.flag("done"));
    if (begun.isPresent()) {
      Optional<String> difference = identity.differenceTo(begun.get());
      if (difference.isPresent()) {
        throw new BackfillRefused(
            "The backfill that was begun in "
                + folder
                + " is another one: "
                + difference.get()
                + ". End it as it was begun, or begin anew by --restart.");
      }
      lookAgainAtWhatWasUnderWay();
      return true;
    }
    clear();
    state.documents().put(WHOLE, JsonFields.line(identity.json()));
    return false;
  }

  /** Forgets all. */
  public void clear() {
    document(WHOLE)
        .ifPresent(whole -> whole.texts("steps").forEach(step -> state.documents().remove(step)));
    for (int worker = 0; worker < MOST_WORKERS; worker++) {
      state.documents().remove(underWay(worker));
    }
    state.documents().remove(WHOLE);
    queue().unpark();
    queue().hurry();
    Instant whenever = Instant.now().plus(WHENEVER);
    List<QueuedKey> keys = queue().due(MANY, whenever);
    while (!keys.isEmpty()) {
      keys.forEach(queue()::done);
      state.flush(WRITE_BOUND);
      keys = queue().due(MANY, whenever);
    }
  }

  /** All is copied: the next backfill is a new one. */
  void done() {
    document(WHOLE)
        .ifPresent(
            whole -> {
              Map<String, Object> json = new LinkedHashMap<>(whole.asMap());
              json.put("done", true);
              state.documents().put(WHOLE, JsonFields.line(json));
            });
  }

  Mark mark(Step step) {
    Optional<JsonFields> mark = document(step.id());
    try {
      String upTo = mark.flatMap(each -> each.text("upTo")).orElse(null);
      return new Mark(
          upTo == null ? null : KeyDocument.keys(upTo).get(0),
          mark.map(each -> each.number("rows", 0)).orElse(0L),
          mark.map(each -> each.flag("done")).orElse(false));
    } catch (IOException | IndexOutOfBoundsException unreadable) {
      // Copying all of it once more is always right.
      return new Mark(null, 0, false);
    }
  }

  /** Keeps that a step has come to a key; durable a moment later. */
  void keep(Step step, Key upTo, long rows) {
    put(step.id(), Map.of("upTo", KeyDocument.of(List.of(upTo)), "rows", rows));
  }

  void done(Step step, long rows) {
    put(step.id(), Map.of("rows", rows, "done", true));
  }

  /**
   * Keeps which rows a worker is about to write: should the process be killed, the primary's locks
   * may be lost before the secondary has committed.
   */
  void underWay(int worker, Collection<Key> keys) {
    put(underWay(worker), Map.of("keys", KeyDocument.of(keys)));
  }

  /**
   * Waits until what was kept before is durable.
   *
   * @throws IOException when it isn't in time
   */
  void flush() throws IOException {
    if (!state.flush(WRITE_BOUND)) {
      throw new IOException(
          "The checkpoint can't be written to " + folder + ". Make room there, and run it again.");
    }
  }

  /** The keys that are to be looked at again. */
  RetryQueue queue() {
    return state.queue();
  }

  /** Returns the keys of a table that are to be looked at again. */
  List<Key> queued(TableName table) {
    Instant whenever = Instant.now().plus(WHENEVER);
    Set<TableName> seen = new HashSet<>();
    List<QueuedKey> ofOneTable = queue().due(Integer.MAX_VALUE, whenever);
    while (!ofOneTable.isEmpty() && seen.add(ofOneTable.get(0).key().table())) {
      if (seen.contains(table)) {
        return ofOneTable.stream().map(QueuedKey::key).collect(Collectors.toList());
      }
      ofOneTable = queue().due(Integer.MAX_VALUE, whenever);
    }
    return List.of();
  }

  private void lookAgainAtWhatWasUnderWay() {
    for (int worker = 0; worker < MOST_WORKERS; worker++) {
      Optional<String> keys = document(underWay(worker)).flatMap(each -> each.text("keys"));
      if (keys.isPresent()) {
        try {
          queue().add(KeyDocument.keys(keys.get()), Owed.UNKNOWN);
        } catch (IOException unreadable) {
          throw new IllegalStateException(unreadable);
        }
        state.documents().remove(underWay(worker));
      }
    }
    queue().unpark();
    queue().hurry();
  }

  private static String underWay(int worker) {
    return "under-way " + worker;
  }

  private void put(String name, Map<String, Object> fields) {
    state.documents().put(name, JsonFields.line(fields));
  }

  private Optional<JsonFields> document(String name) {
    return state
        .documents()
        .get(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(JsonFields.parse(text));
              } catch (IOException unreadable) {
                return Optional.empty();
              }
            });
  }

  @Override
  public void close() {
    state.close();
  }
}
