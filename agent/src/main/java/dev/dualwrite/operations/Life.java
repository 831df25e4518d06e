package dev.dualwrite.operations;

import java.util.Arrays;
import java.util.Optional;

/** Whether the application runs, as far as that is known. */
public enum Life {
  /** It answers. */
  RUNNING("running"),
  /** It ended in order; its last status says so. */
  ENDED("ended"),
  /** It is gone without having said so, as after kill -9 or a crash. */
  VANISHED("vanished");

  private final String label;

  Life(String label) {
    this.label = label;
  }

  static Optional<Life> parse(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** The word for it in documents and on the command line. */
  public String label() {
    return label;
  }
}
