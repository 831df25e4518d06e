package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.TransactionCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text of several statements, which may change the session or end transactions besides what it
 * writes.
 */
final class SeveralExecution {
  private SeveralExecution() {}

  /**
   * Adds to the execution of a text's writes what else it does.
   *
   * @param writes the execution of its writes, null when there are none to take part in
   */
  static Call begin(HostConnection host, Plan plan, Call writes) {
    List<TransactionCommand> commands =
        plan.parts().stream()
            .map(Plan::transaction)
            .flatMap(Optional::stream)
            .collect(Collectors.toList());
    if (commands.isEmpty() && !plan.changesSession()) {
      return writes;
    }
    Optional<Call> ending =
        commands.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(TransactionCapture.endAndThen(host, () -> begun(host, commands)));
    CallEnd end =
        (call, result, thrown) -> {
          end(ending, call, result, thrown);
          end(Optional.ofNullable(writes), call, result, thrown);
          if (plan.changesSession()) {
            host.sessionChanged();
          }
        };
    return end.afterNative();
  }

  private static void end(Optional<Call> part, Call call, Object result, Throwable thrown) {
    if (part.isPresent() && part.get() instanceof CallEnd.Ending) {
      ((CallEnd.Ending) part.get()).end().after(call, result, thrown);
    }
  }

  /** Whether a transaction is under way after the text is what its last command says. */
  private static void begun(HostConnection host, List<TransactionCommand> commands) {
    if (commands.get(commands.size() - 1).type() == TransactionCommand.Type.BEGIN) {
      host.beginTextualTransaction();
    }
  }
}
