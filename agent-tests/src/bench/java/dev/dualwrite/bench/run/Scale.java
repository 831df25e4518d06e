package dev.dualwrite.bench.run;

/** How long a run takes. */
public enum Scale {
  /** Under ten minutes on two cores: shows orders of magnitude, and that everything works. */
  QUICK,
  /** About an hour and a half: the figures of the page. */
  FULL;

  public int of(int quick, int full) {
    return switch (this) {
      case QUICK -> quick;
      case FULL -> full;
    };
  }
}
