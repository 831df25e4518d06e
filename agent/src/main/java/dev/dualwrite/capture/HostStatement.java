package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.plan.Plan;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the agent knows of one statement: its text, the parameters bound so far, its batch, and
 * which keys were asked for.
 */
public final class HostStatement extends HookState {
  private final HostConnection host;
  private final Optional<String> sql;
  private final boolean read;
  private boolean moved;

  /** Of a prepared statement, once it was executed; null before. */
  private KeptPlan plan;

  private final Optional<Preparation> preparation;
  private KeyRequest keyRequest;
  private final BindRecorder binds = new BindRecorder();
  private final OutParameters outParameters = new OutParameters();
  private final List<BatchEntry> batch = new ArrayList<>();
  private Optional<String> unrecorded = Optional.empty();
  private Optional<CopiedRows> keysSeen = Optional.empty();
  private Optional<CopiedRows> resultSeen = Optional.empty();
  private Optional<SQLWarning> warningsSeen = Optional.empty();

  private HostStatement(
      HostConnection host, Optional<Preparation> preparation, KeyRequest keyRequest) {
    super(false);
    this.host = host;
    this.preparation = preparation;
    this.sql = preparation.map(Preparation::sql);
    this.read = preparation.filter(Preparation::isRead).isPresent();
    this.keyRequest = keyRequest;
  }

  /** A statement whose text comes with each execution. */
  static HostStatement plain(HostConnection host) {
    return new HostStatement(host, Optional.empty(), KeyRequest.none());
  }

  static HostStatement prepared(
      HostConnection host, Preparation preparation, KeyRequest keyRequest) {
    return new HostStatement(host, Optional.of(preparation), keyRequest);
  }

  /** A read that runs where it was prepared needs nothing, as long as its connection says so. */
  @Override
  protected boolean passes() throws SQLException {
    return read && !moved && host.readsPass();
  }

  /** From now on another statement may be executed in its place. */
  public void moves() {
    moved = true;
  }

  /** The connection that it was made on. */
  public HostConnection host() {
    return host;
  }

  /** How it was prepared; empty for a plain statement. */
  public Optional<Preparation> preparation() {
    return preparation;
  }

  /** The text of a prepared statement. */
  Optional<String> sql() {
    return sql;
  }

  /** The plan of a prepared statement's text. */
  Plan plan() {
    KeptPlan current = host.plan(sql.get(), plan);
    if (current != plan) {
      plan = current;
    }
    return current.plan();
  }

  /** The keys that this statement, or the last execution of a plain one, asks for. */
  KeyRequest keyRequest() {
    return keyRequest;
  }

  void keyRequest(KeyRequest request) {
    keyRequest = request;
  }

  /**
   * Gives another statement of the same text the parameters and the batch of this one, which loses
   * its batch.
   *
   * @param other may have been used before, in an earlier phase
   * @param theirs what is known of it
   * @throws SQLException the other one's, or when a parameter could not be copied
   */
  public void moveTo(Statement other, HostStatement theirs) throws SQLException {
    if (unrecorded.isPresent()) {
      throw new SQLException(unrecorded.get(), "HY000");
    }
    other.clearBatch();
    theirs.startAgain();
    if (other instanceof PreparedStatement) {
      moveParametersTo((PreparedStatement) other);
    } else {
      for (BatchEntry entry : batch) {
        other.addBatch(entry.sql());
      }
    }
    theirs.batch.addAll(batch);
    batch.clear();
  }

  /** What is bound and registered is recorded there as if the application had. */
  private void moveParametersTo(PreparedStatement other) throws SQLException {
    other.clearParameters();
    if (other instanceof CallableStatement) {
      outParameters.registerWith((CallableStatement) other);
    }
    for (BatchEntry entry : batch) {
      entry.bindings().all().bind(other);
      other.addBatch();
    }
    binds.snapshot().all().bind(other);
  }

  private void startAgain() {
    batch.clear();
    clearParameters();
    outParameters.forget();
    forgetSeen();
    forgetWarnings();
  }

  BindRecorder binds() {
    return binds;
  }

  /** The OUT parameters that were registered. */
  OutParameters outParameters() {
    return outParameters;
  }

  List<BatchEntry> batch() {
    return batch;
  }

  /** A parameter could not be recorded, so the next executions can't be repeated. */
  void cannotRecord(String reason) {
    unrecorded = Optional.of(reason);
  }

  /** Why the parameters as bound can't be repeated. */
  Optional<String> unrecorded() {
    return unrecorded;
  }

  /**
   * Whether it only reads, and the next phase has the same primary: then nobody will ask for its
   * parameters.
   */
  boolean isReadThatStays() {
    return read && !host.migration().phase().mayMoveReads();
  }

  /** Those of an earlier phase would be wrong once they are asked for again. */
  void forgetParameters() {
    if (!binds.isEmpty()) {
      binds.clear();
    }
  }

  void clearParameters() {
    binds.clear();
    unrecorded = Optional.empty();
  }

  /**
   * The keys of the last execution, where the agent has read them and the driver can't give them
   * again.
   */
  Optional<CopiedRows> keysSeen() {
    return keysSeen;
  }

  void keysSeen(CopiedRows keys) {
    keysSeen = Optional.of(keys);
  }

  /** The rows that the last execution returned, where the agent has read them. */
  Optional<CopiedRows> resultSeen() {
    return resultSeen;
  }

  void resultSeen(CopiedRows rows) {
    resultSeen = Optional.of(rows);
  }

  /**
   * The warnings of the last execution, where a statement of the agent's makes the driver forget
   * them.
   */
  Optional<SQLWarning> warningsSeen() {
    return warningsSeen;
  }

  void warningsSeen(SQLWarning warnings) {
    warningsSeen = Optional.ofNullable(warnings);
  }

  void forgetWarnings() {
    warningsSeen = Optional.empty();
  }

  void forgetSeen() {
    keysSeen = Optional.empty();
    resultSeen = Optional.empty();
  }

  /** One row of a batch: a text with parameters, either of which may be empty. */
  static final class BatchEntry {
    private final String sql;
    private final Bindings bindings;

    BatchEntry(String sql, Bindings bindings) {
      this.sql = sql;
      this.bindings = bindings;
    }

    String sql() {
      return sql;
    }

    Bindings bindings() {
      return bindings;
    }
  }
}
