package dev.dualwrite.rows;

import java.util.List;

/** What reading rows by their keys found. */
public final class ReadResult {
  private final List<RowImage> present;
  private final List<Key> absent;
  private final List<Key> skipped;

  ReadResult(List<RowImage> present, List<Key> absent, List<Key> skipped) {
    this.present = List.copyOf(present);
    this.absent = List.copyOf(absent);
    this.skipped = List.copyOf(skipped);
  }

  /**
   * Returns the rows that were found, each once, also where several of the keys asked for mean the
   * same row.
   */
  public List<RowImage> present() {
    return present;
  }

  /** Returns the keys of which the database has no row, as they were asked for. */
  public List<Key> absent() {
    return absent;
  }

  /** Returns the keys whose rows were passed over because others had them locked. */
  public List<Key> skipped() {
    return skipped;
  }
}
