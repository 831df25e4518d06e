package dev.dualwrite.config;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Words for what went wrong with a file. */
final class Reasons {
  private Reasons() {}

  /** The reason in a few words; the JDK's messages for the common ones are just the path. */
  static String of(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
