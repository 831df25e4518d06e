package dev.dualwrite.backfill;

import dev.dualwrite.rows.Key;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backfill came to. It proves nothing: a verification does. */
public final class BackfillResult {
  private final List<CopiedTable> tables;
  private final Map<Key, String> left;
  private final List<String> sequences;
  private final List<String> sequencesLeft;
  private final boolean continued;
  private final Duration took;

  BackfillResult(
      List<CopiedTable> tables,
      Map<Key, String> left,
      List<String> sequences,
      List<String> sequencesLeft,
      boolean continued,
      Duration took) {
    this.tables = List.copyOf(tables);
    this.left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
    this.sequences = List.copyOf(sequences);
    this.sequencesLeft = List.copyOf(sequencesLeft);
    this.continued = continued;
    this.took = took;
  }

  /** Returns the tables in the order in which they were copied. */
  public List<CopiedTable> tables() {
    return tables;
  }

  /** Returns the rows that could not be copied, each with the reason. */
  public Map<Key, String> left() {
    return left;
  }

  /** Returns what was set of the secondary's sequences and identities, for people. */
  public List<String> sequences() {
    return sequences;
  }

  /** Returns which of them may give a value in use, for people. */
  public List<String> sequencesLeft() {
    return sequencesLeft;
  }

  /** Tells whether it went on with what an earlier process had begun. */
  public boolean continued() {
    return continued;
  }

  /** Returns how long this process took. */
  public Duration took() {
    return took;
  }
}
