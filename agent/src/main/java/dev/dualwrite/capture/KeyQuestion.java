package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.dialect.KeyReturn;
import dev.dualwrite.dialect.KeyReturnSupport;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.TableDescription;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which keys the application asks the driver for, and which the agent must ask for in addition. */
final class KeyQuestion {
  private final KeyRequest asWritten;
  private final List<String> columns;
  private final int columnsOfApplication;

  private KeyQuestion(KeyRequest asWritten, List<String> columns, int columnsOfApplication) {
    this.asWritten = asWritten;
    this.columns = columns;
    this.columnsOfApplication = columnsOfApplication;
  }

  static KeyQuestion of(JdbcMethod method, Object[] arguments, Plan plan, HostConnection host) {
    boolean needed =
        !plan.returnsRows()
            && host.phase().mirrors()
            && (plan.keysAfter().type() == KeySource.Type.GENERATED
                || plan.keysAfter().type() == KeySource.Type.RETURNED);
    switch (method) {
      case PREPARE:
      case EXECUTE:
      case EXECUTE_UPDATE:
      case EXECUTE_LARGE_UPDATE:
        return needed ? unasked(plan, host) : leave(KeyRequest.none());
      case PREPARE_WITH_KEYS:
      case EXECUTE_WITH_KEYS:
      case EXECUTE_UPDATE_WITH_KEYS:
      case EXECUTE_LARGE_UPDATE_WITH_KEYS:
        if (!Integer.valueOf(Statement.NO_GENERATED_KEYS).equals(arguments[1])) {
          return leave(KeyRequest.ofApplication());
        }
        return needed ? unasked(plan, host) : leave(KeyRequest.none());
      case PREPARE_WITH_KEY_NAMES:
      case EXECUTE_WITH_KEY_NAMES:
      case EXECUTE_UPDATE_WITH_KEY_NAMES:
      case EXECUTE_LARGE_UPDATE_WITH_KEY_NAMES:
        return needed
            ? named(Arrays.asList((String[]) arguments[1]), plan, host)
            : leave(KeyRequest.ofApplication());
      case PREPARE_WITH_KEY_INDEXES:
      case EXECUTE_WITH_KEY_INDEXES:
      case EXECUTE_UPDATE_WITH_KEY_INDEXES:
      case EXECUTE_LARGE_UPDATE_WITH_KEY_INDEXES:
        return leave(KeyRequest.ofApplication());
      default:
        return leave(KeyRequest.none());
    }
  }

  private static KeyQuestion leave(KeyRequest asWritten) {
    return new KeyQuestion(asWritten, List.of(), 0);
  }

  private static KeyQuestion unasked(Plan plan, HostConnection host) {
    return new KeyQuestion(KeyRequest.none(), wanted(plan, host), 0);
  }

  private static KeyQuestion named(List<String> named, Plan plan, HostConnection host) {
    List<String> columns = new ArrayList<>(named);
    for (String wanted : wanted(plan, host)) {
      if (columns.stream().noneMatch(wanted::equalsIgnoreCase)) {
        columns.add(wanted);
      }
    }
    return columns.size() == named.size()
        ? leave(KeyRequest.ofApplication())
        : new KeyQuestion(KeyRequest.ofApplication(), columns, named.size());
  }

  /** The key columns that the driver can return: all of them, or the generated ones. */
  private static List<String> wanted(Plan plan, HostConnection host) {
    TableDescription table = plan.table().get();
    boolean returnsAll =
        host.migration().dialect().returnsKeys(KeyReturn.INSERT)
            == KeyReturnSupport.ALL_NAMED_COLUMNS;
    if (returnsAll || plan.keysAfter().type() == KeySource.Type.RETURNED) {
      return table.primaryKey();
    }
    List<String> generated = new ArrayList<>();
    for (Operand operand : plan.keysAfter().rows().get(0)) {
      if (operand.mayBeGenerated()) {
        generated.add(operand.column());
      }
    }
    return generated;
  }

  /** Whether the driver must be asked for more than the application asks for. */
  boolean asksMore() {
    return !columns.isEmpty();
  }

  /** The request as the application made it. */
  KeyRequest asWritten() {
    return asWritten;
  }

  /** The request with what the agent needs. */
  KeyRequest extended() {
    return KeyRequest.ofAgent(columns, columnsOfApplication);
  }

  String[] columnNames() {
    return columns.toArray(new String[0]);
  }
}
