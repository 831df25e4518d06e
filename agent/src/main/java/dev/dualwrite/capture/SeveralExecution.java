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
    Optional<Call> ending = ending(host, commands);
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

  /**
   * What was written before the text is ended by the first command in it that ends a transaction.
   */
  private static Optional<Call> ending(HostConnection host, List<TransactionCommand> commands) {
    for (TransactionCommand command : commands) {
      switch (command.type()) {
        case ROLLBACK:
          return Optional.of(TransactionCapture.rollbackAndThen(host, () -> begun(host, commands)));
        case BEGIN:
        case COMMIT:
        case AUTOCOMMIT_ON:
        case PREPARED:
          return Optional.of(TransactionCapture.endAndThen(host, () -> begun(host, commands)));
        case SAVEPOINT:
        case ROLLBACK_TO:
        case RELEASE:
        case AUTOCOMMIT_OFF:
          host.transaction()
              .ifPresent(
                  mirrored ->
                      mirrored.loseWholly(
                          "a "
                              + command.type()
                              + " within a text of several statements can't be followed"));
          break;
      }
    }
    return Optional.empty();
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
