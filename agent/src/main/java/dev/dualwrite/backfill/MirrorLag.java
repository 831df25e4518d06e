package dev.dualwrite.backfill;

/** Whether a running application's mirror is behind. */
@FunctionalInterface
public interface MirrorLag {
  /** Nothing is known of any application. */
  MirrorLag UNKNOWN = () -> false;

  /** Returns whether it leaves the secondary alone until that has caught up. */
  boolean fallsBehind();
}
