package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;
import java.util.Arrays;

/**
 * The parameters that a prepared statement has at this moment: they stick from one execution, and
 * one batch row, to the next, as JDBC says.
 *
 * <p>Numbers and texts are kept as they were bound, and become a {@link Binding} when a snapshot
 * wants one: most statements are reads, of which nobody ever asks for one, so binding allocates
 * nothing.
 */
final class BindRecorder {
  private static final Binding[] NONE = new Binding[0];

  /** Null where the parameter is still kept as it was bound, or isn't bound. */
  private Binding[] byIndex = NONE;

  private boolean shared;
  private boolean empty = true;

  /** Null where a binding says all; as long as the arrays beside it. */
  private JdbcMethod[] setters = new JdbcMethod[0];

  private long[] numbers = new long[0];
  private String[] texts = new String[0];

  /** A setter of a whole number or a boolean was called. */
  void put(int index, JdbcMethod setter, long number) {
    keep(index, setter);
    numbers[index - 1] = number;
    texts[index - 1] = null;
  }

  /** A setter of a text was called. */
  void put(int index, JdbcMethod setter, String text) {
    keep(index, setter);
    texts[index - 1] = text;
  }

  private void keep(int index, JdbcMethod setter) {
    empty = false;
    if (index > setters.length) {
      setters = Arrays.copyOf(setters, index);
      numbers = Arrays.copyOf(numbers, index);
      texts = Arrays.copyOf(texts, index);
    }
    setters[index - 1] = setter;
  }

  /** Any other setter was called. */
  void put(int index, Binding binding) {
    if (index <= setters.length) {
      setters[index - 1] = null;
      texts[index - 1] = null;
    }
    bind(index, binding);
  }

  private void bind(int index, Binding binding) {
    empty = false;
    if (index > byIndex.length) {
      byIndex = Arrays.copyOf(byIndex, index);
    } else if (shared) {
      byIndex = byIndex.clone();
    }
    shared = false;
    byIndex[index - 1] = binding;
  }

  boolean isEmpty() {
    return empty;
  }

  void clear() {
    byIndex = NONE;
    shared = false;
    empty = true;
    Arrays.fill(setters, null);
    Arrays.fill(texts, null);
  }

  Bindings snapshot() {
    for (int i = 0; i < setters.length; i++) {
      if (setters[i] != null) {
        bind(i + 1, binding(i));
        setters[i] = null;
        texts[i] = null;
      }
    }
    shared = true;
    return new Bindings(byIndex);
  }

  private Binding binding(int place) {
    Object value =
        setters[place].bindsNumber() ? setters[place].number(numbers[place]) : texts[place];
    return Binding.ofUnchanging(setters[place], place + 1, value);
  }
}
