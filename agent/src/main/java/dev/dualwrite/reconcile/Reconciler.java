package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Schema;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Makes the secondary hold for some keys what the primary holds now. Used by one thread.
 *
 * <p>Several keys go in one transaction; where that fails for one of them, each goes alone, so that
 * none holds up another.
 */
public final class Reconciler implements AutoCloseable {
  /** With so many locked ones in a row it is rather the table than the rows. */
  private static final int MOST_LOCKED_IN_A_ROW = 5;

  private final ExecutorService threads = AgentThreads.workers("reconciler-session");
  private final BoundedSession primary;
  private final BoundedSession secondary;
  private final Databases databases;
  private final Pass pass;
  private final TableOrder order;
  private final BatchSizes sizes = new BatchSizes();
  private volatile boolean stopped;

  /**
   * Creates a reconciler; no connection is opened before the first keys.
   *
   * @param holdBound the longest time that a row stays locked on the primary for a secondary that
   *     doesn't answer
   */
  public Reconciler(
      Dialect primaryDialect,
      Schema primarySchema,
      ConnectionSource primaryConnections,
      Secondary secondary,
      ConnectionSource secondaryConnections,
      Duration holdBound) {
    this.databases = new Databases(primaryDialect, primarySchema, secondary);
    this.primary =
        new BoundedSession(
            "the primary",
            () ->
                new Session(
                    Session.Role.PRIMARY, primaryConnections, primaryDialect, holdBound, threads),
            threads);
    this.secondary =
        new BoundedSession(
            "the secondary",
            () ->
                new Session(
                    Session.Role.SECONDARY,
                    secondaryConnections,
                    secondary.dialect(),
                    holdBound,
                    threads),
            threads);
    this.pass = new Pass(primary, this.secondary, databases, holdBound);
    this.order = new TableOrder(this.secondary, databases);
  }

  /** Reconciles keys, which are all of one table. */
  public Outcomes reconcile(List<Key> keys) {
    Outcomes outcomes = new Outcomes();
    int from = 0;
    while (from < keys.size() && goesOn(outcomes)) {
      int to = Math.min(keys.size(), from + batchSize(keys.get(0).table(), outcomes));
      if (goesOn(outcomes)) {
        together(keys.subList(from, to), outcomes);
      }
      from = to;
    }
    return outcomes;
  }

  private boolean goesOn(Outcomes outcomes) {
    return !stopped && outcomes.databaseFailure().isEmpty();
  }

  private int batchSize(TableName table, Outcomes outcomes) {
    try {
      return pass.open() ? sizes.of(table) : 1;
    } catch (PassFailure e) {
      outcomes.databaseFailed(e.error());
      return 1;
    }
  }

  private void together(List<Key> keys, Outcomes outcomes) {
    TableName table = keys.get(0).table();
    try {
      outcomes.putAll(pass.over(keys));
      sizes.wentWell(table);
    } catch (PassFailure failure) {
      if (failure.isInDoubt()) {
        outcomes.putAll(keys, Outcome.failed(Outcome.Kind.IN_DOUBT, failure.error()));
      }
      switch (failure.reason()) {
        case DATABASE:
          outcomes.databaseFailed(failure.error());
          return;
        case TABLE:
          databases.forget(table);
          outcomes.putAll(keys, failure.reason().outcome(failure.error()));
          return;
        case LOCKS:
        case TIME:
          sizes.conflicted(table);
          afterFailure(keys, failure, outcomes);
          return;
        case OTHER_ROW:
        case ROW:
          afterFailure(keys, failure, outcomes);
          return;
      }
      throw new AssertionError(failure.reason());
    }
  }

  private void afterFailure(List<Key> keys, PassFailure failure, Outcomes outcomes) {
    if (keys.size() > 1) {
      eachAlone(keys, outcomes);
    } else if (failure.reason() == Cause.TIME && !secondaryAnswers(outcomes)) {
      return;
    } else {
      outcomes.putAll(keys, failure.reason().outcome(failure.error()));
    }
  }

  /** A key that took too long counts against the key only where the database is well. */
  private boolean secondaryAnswers(Outcomes outcomes) {
    try {
      secondary.open();
      return true;
    } catch (SQLException e) {
      outcomes.databaseFailed(e);
      return false;
    }
  }

  private void eachAlone(List<Key> keys, Outcomes outcomes) {
    int lockedInARow = 0;
    for (Key key : keys) {
      together(List.of(key), outcomes);
      Optional<Outcome> outcome = Optional.ofNullable(outcomes.byKey().get(key));
      boolean locked = outcome.filter(each -> each.kind() == Outcome.Kind.LOCKED).isPresent();
      lockedInARow = locked ? lockedInARow + 1 : 0;
      boolean tooLong = outcome.flatMap(Outcome::error).filter(this::isTimeout).isPresent();
      if (!goesOn(outcomes) || tooLong || lockedInARow == MOST_LOCKED_IN_A_ROW) {
        return;
      }
    }
  }

  private boolean isTimeout(SQLException failure) {
    return Cause.of(failure, databases.secondaryDialect()) == Cause.TIME;
  }

  /** Returns the primary's tables so that parents come before their children. */
  public List<TableName> parentsFirst(List<TableName> tables) {
    return order.parentsFirst(new ArrayList<>(tables));
  }

  /** Closes the connections; they are opened again when they are needed. */
  public void rest() {
    primary.close();
    secondary.close();
  }

  /** Makes a reconciling that is under way end after its present pass; for any thread. */
  void stop() {
    stopped = true;
  }

  /** Closes the connections for good. */
  @Override
  public void close() {
    rest();
    threads.shutdown();
  }
}
