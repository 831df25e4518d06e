package dev.dualwrite.config;

/** One thing that is wrong with the configuration, and what to do about it. */
public final class Problem {
  private final String subject;
  private final String complaint;
  private final String remedy;

  private Problem(String subject, String complaint, String remedy) {
    this.subject = subject;
    this.complaint = complaint;
    this.remedy = remedy;
  }

  /** A problem of a thing: a key or a file. */
  static Problem of(String subject, String complaint, String remedy) {
    return new Problem(subject, Secrets.mask(complaint), Secrets.mask(remedy));
  }

  /** The name of the key, or the file, that the problem is with. */
  public String subject() {
    return subject;
  }

  @Override
  public String toString() {
    return subject + ": " + complaint + " " + remedy;
  }
}
