package dev.dualwrite.state;

/**
 * A change of the store. When storing it fails it is made again, on another store, so it may only
 * depend on what it was made of.
 */
interface StoreTask {

  void run(Store store);

  /** The keys that it keeps in memory until it is stored. */
  default int keys() {
    return 0;
  }
}
