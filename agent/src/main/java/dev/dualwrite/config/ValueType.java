package dev.dualwrite.config;

import java.util.Optional;

/** What the text of a key may be, and what it then means. */
interface ValueType<T> {

  /** The allowed texts, in words that complete "allowed: …". */
  String allowed();

  /** The meaning of a text without blanks around it, or empty if the text is not allowed. */
  Optional<T> parse(String text);

  /** Whether the value must never be shown. */
  default boolean secret() {
    return false;
  }
}
