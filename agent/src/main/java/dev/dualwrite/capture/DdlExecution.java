package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.divergence.OriginFinder;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.mirror.StatementReplay;
import dev.dualwrite.mirror.Write;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.TableName;
import java.util.List;

/**
 * DDL, or TRUNCATE, on a vendor where it commits what is under way: the twin commits first here as
 * well, then follows in a transaction of its own.
 */
final class DdlExecution {
  private DdlExecution() {}

  static Call begin(HostConnection host, List<Step> steps) {
    Call ending = TransactionCapture.endAndThen(host, () -> {});
    CallEnd end =
        (call, result, thrown) -> {
          if (ending instanceof CallEnd.Ending) {
            // These vendors have committed even when the DDL itself fails.
            ((CallEnd.Ending) ending).end().after(call, result, null);
          }
          if (thrown == null) {
            UnmirroredExecution.tell(host, steps);
            steps.stream().filter(Step::isMirrored).forEach(step -> repeat(host, step.plan()));
          }
        };
    return end.afterNative();
  }

  private static void repeat(HostConnection host, Plan plan) {
    MirrorTransaction transaction = host.currentTransaction();
    transaction.write(
        new Write(
            plan.sql(),
            plan.table(),
            plan.tableName().map(TableName::toString).orElse(""),
            List.of(),
            Write.UNKNOWN_COUNT,
            OriginFinder.ofThisCall(),
            List::of,
            StatementReplay.of(plan.sql())));
    transaction.beforeCommit(host.reader());
    transaction.committed();
    host.endTransaction();
  }
}
