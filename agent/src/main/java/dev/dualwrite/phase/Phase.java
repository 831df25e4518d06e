package dev.dualwrite.phase;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The stage of a migration: it gives the old and the new database their roles. */
public enum Phase {
  OLD_ONLY("old-only"),
  NEW_SECONDARY("new-secondary"),
  BOTH_REQUIRED("both-required"),
  NEW_PRIMARY("new-primary"),
  NEW_ONLY("new-only");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** The phase of this exact label, or empty if there is none. */
  public static Optional<Phase> parse(String label) {
    return Arrays.stream(values()).filter(phase -> phase.label.equals(label)).findFirst();
  }

  /** The name of this phase in configuration, logs and on the command line. */
  public String label() {
    return label;
  }

  /** Whether writes reach both databases. */
  public boolean mirrors() {
    switch (this) {
      case OLD_ONLY:
      case NEW_ONLY:
        return false;
      case NEW_SECONDARY:
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
        return true;
    }
    throw new AssertionError(this);
  }

  /** Whether rows that don't reach the other side are queued and tried again. */
  public boolean retries() {
    switch (this) {
      case OLD_ONLY:
      case NEW_SECONDARY:
      case NEW_ONLY:
        return false;
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
        return true;
    }
    throw new AssertionError(this);
  }

  /** Whether the primary may be another one in the phase before or after this one. */
  public boolean mayMoveReads() {
    switch (this) {
      case OLD_ONLY:
      case NEW_SECONDARY:
        return false;
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
      case NEW_ONLY:
        return true;
    }
    throw new AssertionError(this);
  }

  /** The side whose results and failures are the application's. */
  public Side primary() {
    switch (this) {
      case OLD_ONLY:
      case NEW_SECONDARY:
      case BOTH_REQUIRED:
        return Side.OLD;
      case NEW_PRIMARY:
      case NEW_ONLY:
        return Side.NEW;
    }
    throw new AssertionError(this);
  }

  /** Whether the new database must be configured. */
  public boolean needsNewDatabase() {
    switch (this) {
      case OLD_ONLY:
        return false;
      case NEW_SECONDARY:
      case BOTH_REQUIRED:
      case NEW_PRIMARY:
      case NEW_ONLY:
        return true;
    }
    throw new AssertionError(this);
  }

  /** The next phase on the way, if there is one, and the one before. */
  public List<Phase> neighbours() {
    switch (this) {
      case OLD_ONLY:
        return List.of(NEW_SECONDARY);
      case NEW_SECONDARY:
        return List.of(BOTH_REQUIRED, OLD_ONLY);
      case BOTH_REQUIRED:
        return List.of(NEW_PRIMARY, NEW_SECONDARY);
      case NEW_PRIMARY:
        return List.of(NEW_ONLY, BOTH_REQUIRED);
      case NEW_ONLY:
        return List.of(NEW_PRIMARY);
    }
    throw new AssertionError(this);
  }

  @Override
  public String toString() {
    return label;
  }
}
