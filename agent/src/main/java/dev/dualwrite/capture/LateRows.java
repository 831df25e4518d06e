package dev.dualwrite.capture;

import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.plan.Hazard;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.LockMode;
import dev.dualwrite.rows.RowImage;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.schema.TableDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds rows that came to match between the question for the keys and the statement.
 *
 * <p>Another transaction committed them just then, and this one has changed or deleted them since.
 * All but this one still see them as they were committed: so another connection, asked the same
 * question, finds them.
 */
final class LateRows {
  /** With these, a predicate may mean something else on another connection. */
  private static final Set<Hazard> NOT_OF_THE_ROW_ALONE =
      Collections.unmodifiableSet(
          EnumSet.of(
              Hazard.SUBQUERY,
              Hazard.SEVERAL_TABLES,
              Hazard.INSERT_SELECT,
              Hazard.CURRENT_TIME,
              Hazard.RANDOM,
              Hazard.GENERATED_UUID,
              Hazard.SEQUENCE,
              Hazard.SESSION_FUNCTION,
              Hazard.SESSION_VARIABLE,
              Hazard.VOLATILE_FUNCTION));

  private final HostConnection host;

  LateRows(HostConnection host) {
    this.host = host;
  }

  /**
   * Returns the keys of the rows that a step has touched and its question hasn't found; none where
   * they can't be told.
   *
   * @throws SQLException when the primary can't be asked, also on a connection of the agent's own
   */
  List<Key> of(Step step) throws SQLException {
    if (step.plan().hazards().stream().anyMatch(NOT_OF_THE_ROW_ALONE::contains)) {
      return List.of();
    }
    List<Key> seen = new ArrayList<>(seenByOthers(step));
    seen.removeAll(step.keys());
    return seen.isEmpty() ? seen : ours(step, seen);
  }

  private List<Key> seenByOthers(Step step) throws SQLException {
    KeySource question = step.keysBefore();
    return host.migration()
        .askBeside(
            host.session().namespace(),
            beside ->
                HostReader.inAutocommit(beside)
                    .selectKeys(
                        step.plan().table().get(),
                        question.keyQueryWithoutLock(),
                        step.parametersOf(question)));
  }

  /**
   * Others see these rows: what isn't there for us we have deleted; what others hold isn't ours.
   */
  private List<Key> ours(Step step, List<Key> seen) throws SQLException {
    TableDescription table = step.plan().table().get();
    RowReader rows = new RowReader(host.migration().dialect());
    if (step.plan().kind() == StatementKind.DELETE) {
      return host.reader().ask(ours -> rows.read(ours, table, seen, LockMode.NONE)).absent();
    }
    return host
        .reader()
        .ask(ours -> rows.readTouched(ours, table, List.of(), seen))
        .present()
        .stream()
        .map(RowImage::key)
        .collect(Collectors.toList());
  }
}
