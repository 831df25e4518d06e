package dev.dualwrite.operations;

import dev.dualwrite.state.State;
import dev.dualwrite.verify.VerifiedTable;
import dev.dualwrite.verify.VerifyRecord;
import java.util.Map;

/** Keeps in this process's state what a verification beside it found. */
public final class VerifyRecorder implements ControlCommand {
  /** The control channel's word for it. */
  static final String COMMAND = "verified";

  private final State state;

  /** Keeps it in the given state. */
  public VerifyRecorder(State state) {
    this.state = state;
  }

  @Override
  public Map<String, Object> run(Map<?, ?> arguments) {
    Object table = arguments.get("table");
    if (!(table instanceof Map)) {
      return Map.of("kept", false);
    }
    VerifyRecord.keep(state, VerifiedTable.read((Map<?, ?>) table));
    return Map.of("kept", true);
  }
}
