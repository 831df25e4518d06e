package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.plan.Strategy;
import java.sql.ResultSet;
import java.util.List;

/** One execution of writes that go to the primary only: once they are done there, each is told. */
final class UnmirroredExecution {
  private static final String UNKNOWN_TEXT =
      "the driver prepared this statement inside itself, as its updatable result sets do, and doesn't tell its text";

  private UnmirroredExecution() {}

  /** Returns null when there is nothing to tell. */
  static Call begin(HostConnection host, List<Step> steps) {
    if (steps.stream().allMatch(step -> step.strategy() == Strategy.NONE && !isDdl(step))) {
      return null;
    }
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown == null) {
            tell(host, steps);
          }
        };
    return end.afterNative();
  }

  /** A statement that the driver prepared for itself, in a way that doesn't tell its text. */
  static Call ofUnknownText(HostConnection host) {
    CallEnd end =
        (call, result, thrown) -> {
          if (thrown != null || result instanceof ResultSet) {
            return;
          }
          host.auditUnplanned("(a statement of an updatable result set)", UNKNOWN_TEXT);
          if (host.phase().mirrors()) {
            host.migration().unmirrored(host.phase(), "", UNKNOWN_TEXT);
          }
        };
    return end.afterNative();
  }

  static void tell(HostConnection host, List<Step> steps) {
    for (Step step : steps) {
      if (step.strategy() == Strategy.UNMIRRORED) {
        host.migration().unmirrored(host.phase(), step.plan());
      }
      if (isDdl(step)) {
        host.migration().forget(step.plan().tableName());
      }
    }
  }

  private static boolean isDdl(Step step) {
    return step.plan().kind() == StatementKind.DDL;
  }
}
