package dev.dualwrite.demo.tour;

/** A step of the tour didn't do what it says. */
final class TourFailedException extends Exception {
  private static final long serialVersionUID = 1;

  TourFailedException(String message) {
    super(message);
  }

  /** Ends the tour unless something is as it has to be. */
  static void unless(boolean expected, String otherwise) throws TourFailedException {
    if (!expected) {
      throw new TourFailedException(otherwise);
    }
  }
}
