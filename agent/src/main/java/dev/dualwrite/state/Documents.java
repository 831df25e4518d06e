package dev.dualwrite.state;

import java.util.Optional;

/** Small documents by name, such as the last status; durable a moment after they were put. */
@SuppressWarnings("DoNotCallSuggester") // The bodies follow.
public final class Documents {

  Documents() {}

  /** Puts a document in place of the one of this name; doesn't wait for the disk. */
  public void put(String name, String json) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Returns the document of this name. */
  public Optional<String> get(String name) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Removes the document of this name, if it is there. */
  public void remove(String name) {
    throw new UnsupportedOperationException("not yet");
  }
}
