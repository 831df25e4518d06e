package dev.dualwrite.state;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.Collection;

/** The transactions of this process that are about to commit. */
@SuppressWarnings("DoNotCallSuggester") // The bodies follow.
public final class Intents {

  Intents() {}

  /**
   * Hands the keys of a transaction to the store, without waiting for it; never throws. Until the
   * intent is ended, its keys aren't due.
   *
   * @param transaction its name, for people
   * @param keys the rows it touched
   * @param wholeTables the tables of which it touched rows whose keys aren't known
   */
  public Intent begin(String transaction, Collection<Key> keys, Collection<TableName> wholeTables) {
    throw new UnsupportedOperationException("not yet");
  }
}
