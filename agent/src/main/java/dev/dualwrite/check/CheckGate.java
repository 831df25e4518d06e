package dev.dualwrite.check;

/** Says what may be looked at now; asked often. */
public interface CheckGate {

  /** Returns whether writes are mirrored in the direction that is checked. */
  boolean inCharge();

  /** Returns false while the secondary is known to be down. */
  boolean open();
}
