package dev.dualwrite.state;

import dev.dualwrite.config.SyncMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The durable state of one process in one folder. */
public final class State implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(State.class);

  /** A process that is just ending, or a command beside it, may still have the folder. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final FolderLock lock;
  private final StoreSwitch stores;
  private final StateWriter writer;
  private final Intents intents;
  private final StoredQueue queue;
  private final UnverifiedTables unverified = new UnverifiedTables();
  private final Documents documents = new Documents();

  private State(FolderLock lock, StateFile file) {
    this.lock = lock;
    this.intents = new Intents(unverified);
    this.stores =
        new StoreSwitch(file, List.of(unverified.part(), documents.part(), intents.part()));
    this.writer = new StateWriter(stores);
    this.queue = new StoredQueue(writer, stores, intents, unverified);
    unverified.connect(writer);
    documents.connect(writer);
    intents.connect(writer, stores, queue);
  }

  /**
   * Opens the state of a folder, which is made if it isn't there. A store that can't be read is set
   * aside under another name and told; one that can't be written is tried again while the state is
   * open.
   *
   * @param instance the name of this process, told to others that want the folder
   * @throws StateInUseException when another process has the folder, and doesn't end within 3 s
   * @throws IOException when the folder can't be made or used
   */
  public static State open(Path folder, String instance, SyncMode sync)
      throws StateInUseException, IOException {
    return open(folder, instance, new StateFile(folder, sync), PATIENCE);
  }

  static State open(Path folder, String instance, StateFile file, Duration patience)
      throws StateInUseException, IOException {
    Files.createDirectories(folder);
    State state = new State(FolderLock.take(folder, instance, patience), file);
    state.stores.open();
    state.writer.start();
    return state;
  }

  /** Loads what keeping the first key needs, which takes some 20 ms. */
  public static void warmUp() {
    ValueCodec.storable("");
  }

  /** Tells whether a folder holds the state of some process, be it readable or not. */
  public static boolean isIn(Path folder) {
    return StateFile.isIn(folder);
  }

  /** Returns the transactions about to commit. */
  public Intents intents() {
    return intents;
  }

  /** Returns the keys to reconcile. */
  public RetryQueue queue() {
    return queue;
  }

  /** Returns the tables to verify. */
  public UnverifiedTables unverified() {
    return unverified;
  }

  /** Returns the small documents. */
  public Documents documents() {
    return documents;
  }

  /** Returns whether the store can be written. */
  public StoreHealth health() {
    return writer.health();
  }

  /** Waits until all that was handed over before is durable; false when it isn't in time. */
  public boolean flush(Duration atMost) {
    return writer.flush(atMost);
  }

  /**
   * Writes what is still in memory, within ten seconds, and gives the folder free. Transactions
   * that commit after this have no intent: at the end of the JVM, {@link #flush} is the better
   * choice, since what is stored needs no farewell.
   */
  @Override
  public void close() {
    writer.close(CLOSE_WAIT);
    try {
      lock.close();
    } catch (IOException failure) {
      LOGGER.warn("The folder of the durable state can't be given free", failure);
    }
  }
}
