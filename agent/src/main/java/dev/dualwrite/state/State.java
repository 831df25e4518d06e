package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.io.IOException;
import java.nio.file.Path;

/** The durable state of one process in one folder. */
@SuppressWarnings("DoNotCallSuggester") // The bodies follow.
public final class State implements AutoCloseable {

  private State() {}

  /**
   * Opens the state of a folder, which is made if it isn't there. A store that can't be read is set
   * aside under another name and told; one that can't be written is tried again while the state is
   * open.
   *
   * @param instance the name of this process, told to others that want the folder
   * @throws StateInUseException when another process has the folder
   * @throws IOException when the folder can't be made or used
   */
  public static State open(Path folder, String instance, SyncMode sync)
      throws StateInUseException, IOException {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the transactions about to commit. */
  public Intents intents() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the keys to reconcile. */
  public RetryQueue queue() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the tables to verify. */
  public UnverifiedTables unverified() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the small documents. */
  public Documents documents() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns whether the store can be written. */
  public StoreHealth health() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Writes what is still in memory, within ten seconds, and gives the folder free. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("not yet");
  }
}
