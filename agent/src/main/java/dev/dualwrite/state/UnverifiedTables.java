package dev.dualwrite.state;

import dev.dualwrite.schema.TableName;
import java.time.Instant;
import java.util.List;

/** The tables of which some rows may differ without their keys being known: verify clears them. */
@SuppressWarnings("DoNotCallSuggester") // The bodies follow.
public final class UnverifiedTables {

  UnverifiedTables() {}

  /** Marks a table; doesn't wait for the disk. */
  public void add(TableName table, String reason) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the marked tables by name. */
  public List<UnverifiedTable> all() {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Takes the mark away after a verification that found the table equal.
   *
   * @param begun when the verification began; a table that was marked since stays marked
   * @return whether the table isn't marked any longer
   */
  public boolean verified(TableName table, Instant begun) {
    throw new UnsupportedOperationException("not yet");
  }
}
