package dev.dualwrite.operations;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.divergence.DatabaseError;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the last ten different failures on their way to the divergence log, without any value
 * of the application.
 */
public final class LastErrors implements DivergenceSink, StatusSource {
  private static final int MOST = 10;
  private static final int MOST_CHARACTERS = 500;

  private final DivergenceSink log;

  /** The last one first; guarded by this, as are the two below. */
  private final Deque<RecordedError> errors = new ArrayDeque<>();

  private DatabaseError lastError;
  private String lastMessage;

  /** Creates a sink that hands all it gets to the log. */
  public LastErrors(DivergenceSink log) {
    this.log = log;
  }

  @Override
  public void append(Divergence divergence) {
    remember(divergence);
    log.append(divergence);
  }

  @Override
  public void appendAll(List<Divergence> divergences) {
    divergences.forEach(this::remember);
    log.appendAll(divergences);
  }

  private synchronized void remember(Divergence divergence) {
    Optional<DatabaseError> error = divergence.error();
    if (error.isEmpty() || divergence.action() == DivergenceAction.REPAIRED) {
      return;
    }
    add(
        new RecordedError(
            divergence.kind().label(),
            divergence.table(),
            message(error.get()),
            divergence.time(),
            1));
  }

  /** The thousand rows of one transaction have one error. */
  private String message(DatabaseError error) {
    if (error != lastError) {
      lastError = error;
      String message =
          error.state().map(state -> "[" + state + "] ").orElse("")
              + Secrets.mask(error.withoutValues());
      lastMessage =
          message.length() <= MOST_CHARACTERS
              ? message
              : message.substring(0, MOST_CHARACTERS) + "…";
    }
    return lastMessage;
  }

  private void add(RecordedError error) {
    RecordedError added = error;
    for (RecordedError known : errors) {
      if (known.sameAs(error)) {
        added = error.after(known);
        errors.remove(known);
        break;
      }
    }
    errors.addFirst(added);
    if (errors.size() > MOST) {
      errors.removeLast();
    }
  }

  @Override
  public synchronized void describe(Status.Builder status) {
    status.errors(new ArrayList<>(errors));
  }
}
