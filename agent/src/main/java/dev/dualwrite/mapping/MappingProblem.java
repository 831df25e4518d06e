package dev.dualwrite.mapping;

/** One thing that is wrong with the mapping, and what to do about it. */
public final class MappingProblem {
  private final String key;
  private final String complaint;
  private final String remedy;

  /** Says what is wrong with a key, and what to do. */
  public MappingProblem(String key, String complaint, String remedy) {
    this.key = key;
    this.complaint = complaint;
    this.remedy = remedy;
  }

  /** Returns the whole key. */
  public String key() {
    return key;
  }

  /** Returns what is wrong, as a sentence. */
  public String complaint() {
    return complaint;
  }

  /** Returns what to do. */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return key + ": " + complaint + " " + remedy;
  }
}
