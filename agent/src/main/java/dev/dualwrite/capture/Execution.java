package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.KeyOrder;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.plan.KeySource;
import dev.dualwrite.rows.Key;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution of writes in a mirroring phase: what is found out before the native call, and the
 * hand-over of its writes after it.
 */
final class Execution implements CallEnd {
  private static final Logger logger = LoggerFactory.getLogger(Execution.class);

  private final HostConnection host;
  private final HandOver handOver;
  private final Bracket bracket;
  private final boolean severalStatements;

  private Execution(
      HostConnection host, HandOver handOver, Bracket bracket, boolean severalStatements) {
    this.host = host;
    this.handOver = handOver;
    this.bracket = bracket;
    this.severalStatements = severalStatements;
  }

  /**
   * Begins an execution: its transaction where there is none, and the keys that can only be found
   * before.
   *
   * @throws SQLException when the transaction can't be begun, or a question for keys met what the
   *     statement would have met; nothing has happened yet
   */
  static Execution begin(HostStatement state, Statement statement, List<Step> steps)
      throws SQLException {
    HostConnection host = state.host();
    Bracket bracket = bracket(host, steps);
    try {
      MirrorTransaction transaction = host.currentTransaction();
      if (bracket.endsWithExecution()) {
        transaction.endsWithExecution();
      }
      HandOver handOver = new HandOver(state, statement, steps, transaction);
      handOver.findKeysBefore();
      return new Execution(
          host, handOver, bracket, steps.stream().anyMatch(step -> !step.counted()));
    } catch (RuntimeException | Error | SQLException failure) {
      // Nothing of ours may stay around a native call that goes on without us, or isn't made.
      bracket.undone(failure);
      throw failure;
    }
  }

  private static Bracket bracket(HostConnection host, List<Step> steps) throws SQLException {
    if (!host.autocommits()) {
      return Bracket.applicationTransaction(host);
    }
    boolean several = steps.stream().anyMatch(step -> !step.counted());
    boolean mustFollow = several && host.migration().dialect().severalFailTogetherInTransactions();
    boolean mayFollow =
        host.migration().mirrorsAfterwards() && steps.stream().allMatch(Execution::canFollow);
    Optional<KeyOrder.Turn> turn =
        mustFollow || mayFollow ? host.migration().awaitTurn(keysOf(steps)) : Optional.empty();
    return turn.isPresent()
        ? new MirroredAfterwards(host, turn.get())
        : WrappedAutocommit.begin(host);
  }

  /**
   * Whether a step can be mirrored after its commit: as a statement, with keys that are known
   * before it, or with new ones.
   */
  private static boolean canFollow(Step step) {
    return !step.isMirrored()
        || (step.isStatement() && step.plan().keysBefore().type() != KeySource.Type.SELECTED);
  }

  private static List<Key> keysOf(List<Step> steps) {
    List<Key> keys = new ArrayList<>();
    for (Step step : steps) {
      for (KeySource source : List.of(step.plan().keysBefore(), step.plan().keysAfter())) {
        if (step.isMirrored() && source.type() == KeySource.Type.VALUES) {
          keys.addAll(KeyFinder.values(step.plan(), source, step.bindings()));
        }
      }
    }
    return keys;
  }

  @Override
  public void after(Call call, Object result, Throwable thrown) {
    if (thrown == null) {
      handOver(() -> handOver.afterSuccess(call, result));
      bracket.done(call);
    } else if (mayBePartlyDone(thrown)) {
      handOver(() -> handOverPart(thrown));
      bracket.done(call);
      call.replaceThrown(thrown);
    } else {
      bracket.undone(thrown);
    }
  }

  /** Whatever fails in here, the bracket must be closed: the application's write is done. */
  private void handOver(Runnable handingOver) {
    try {
      handingOver.run();
    } catch (RuntimeException | Error bug) {
      logger.error(
          "Dualwrite failed to hand a write over; the mirrored half of its transaction is lost",
          bug);
      handOver.loseAll("a fault of the agent: " + bug);
    }
  }

  private void handOverPart(Throwable thrown) {
    Optional<UpdateCounts> counts =
        thrown instanceof BatchUpdateException
            ? UpdateCounts.of((BatchUpdateException) thrown)
            : Optional.empty();
    if (counts.isPresent()) {
      handOver.afterPartialBatch(counts.get());
    } else {
      handOver.afterUnknownPart();
    }
  }

  /**
   * A batch, or a text of several statements, that fails half-way leaves what it has done in the
   * transaction, or committed, on all but those vendors that abort the transaction; and some
   * drivers throw when all is done.
   */
  private boolean mayBePartlyDone(Throwable thrown) {
    if (!(thrown instanceof SQLException)) {
      return false;
    }
    SQLException failure = (SQLException) thrown;
    Dialect dialect = host.migration().dialect();
    if (dialect.isThrownAfterSuccess(failure)) {
      return true;
    }
    return (thrown instanceof BatchUpdateException || severalStatements)
        && !dialect.failedStatementAbortsTransaction()
        && !dialect.endsTransaction(failure);
  }
}
