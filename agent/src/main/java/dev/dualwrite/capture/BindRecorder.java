package dev.dualwrite.capture;

import java.util.Arrays;

/**
 * The parameters that a prepared statement has at this moment: they stick from one execution, and
 * one batch row, to the next, as JDBC says.
 */
final class BindRecorder {
  private Binding[] byIndex = new Binding[0];
  private boolean shared;

  void put(int index, Binding binding) {
    if (index > byIndex.length) {
      byIndex = Arrays.copyOf(byIndex, index);
    } else if (shared) {
      byIndex = byIndex.clone();
    }
    shared = false;
    byIndex[index - 1] = binding;
  }

  boolean isEmpty() {
    return byIndex.length == 0;
  }

  void clear() {
    byIndex = new Binding[0];
    shared = false;
  }

  Bindings snapshot() {
    shared = true;
    return new Bindings(byIndex);
  }
}
