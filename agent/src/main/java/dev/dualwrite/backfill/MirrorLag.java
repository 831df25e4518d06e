package dev.dualwrite.backfill;

import java.util.OptionalLong;

/** How far a running application's mirror is behind. */
@FunctionalInterface
public interface MirrorLag {
  /** Nothing is known of any application. */
  MirrorLag UNKNOWN = OptionalLong::empty;

  /** Returns how many keys it has queued; empty where that can't be told. */
  OptionalLong queued();
}
