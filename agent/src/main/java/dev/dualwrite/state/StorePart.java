package dev.dualwrite.state;

/** What is held in memory as well, and so can be written again when the file had to be left. */
interface StorePart {

  /** Takes what the process before left in the file; once, as the file is opened first. */
  void load(Store store);

  /** Writes all that the file has to hold. */
  void restore(Store store);
}
