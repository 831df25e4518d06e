package dev.dualwrite.mirror;

/**
 * What becomes of the rows of a transaction whose mirrored half was lost, or whose outcome nobody
 * knows.
 */
interface LostWrites {
  /** Takes over the rows that a committed transaction touched and the secondary doesn't have. */
  void lost(MirrorTransaction transaction, TouchedRows touched, Failure failure);
}
