package dev.dualwrite.state;

/** Where an entry of the queue stands. */
enum EntryPlace {
  /** The databases may differ. */
  QUEUED(0),
  /** They were equal, and are to be looked at once more. */
  RECHECK(1),
  /** Given up. */
  PARKED(2);

  private final int code;

  EntryPlace(int code) {
    this.code = code;
  }

  /** What stands for it in the file, for ever. */
  int code() {
    return code;
  }

  static EntryPlace of(int code) {
    for (EntryPlace place : values()) {
      if (place.code == code) {
        return place;
      }
    }
    throw new IllegalArgumentException("No place of an entry has the code " + code);
  }
}
