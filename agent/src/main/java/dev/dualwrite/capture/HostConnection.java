package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.dialect.SessionDialect;
import dev.dualwrite.dialect.SessionState;
import dev.dualwrite.migration.Migration;
import dev.dualwrite.migration.Migrations;
import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.mirror.MirrorTransaction;
import dev.dualwrite.operations.Audit;
import dev.dualwrite.phase.Passage;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.schema.Namespace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * What the agent knows of one host connection: the transaction under way on it, and what its
 * session changed.
 *
 * <p>Used by the thread that uses the connection; only {@link #abandon} comes from another.
 */
public final class HostConnection extends HookState {
  private final Connection connection;
  private final Migration migration;
  private final Migrations migrations;
  private final Audit audit;
  private final SessionCarrier session;
  private final IdentityHashMap<Object, String> savepoints = new IdentityHashMap<>();
  private int savepointCount;
  private boolean textualTransaction;
  private boolean autocommitOffByText;
  private boolean open = true;
  private boolean underWay;
  private Optional<Passage> passage = Optional.empty();
  private boolean distributed;

  /** For the transaction under way or, before the first, for none. */
  private Optional<Phase> decided = Optional.empty();

  /** Read by {@link #abandon} from another thread. */
  private volatile MirrorTransaction transaction;

  HostConnection(Connection connection, Migration migration, Migrations migrations, Audit audit) {
    super(false);
    this.connection = connection;
    this.migration = migration;
    this.migrations = migrations;
    this.audit = audit;
    this.session = new SessionCarrier(connection, migration);
  }

  /** The driver's own connection. */
  public Connection connection() {
    return connection;
  }

  /** The migration of connections to this database. */
  public Migration migration() {
    return migration;
  }

  SessionCarrier session() {
    return session;
  }

  Plan plan(String sql) {
    return migration.planner().plan(sql, session.namespace());
  }

  /** The plan of a text that is executed often, as it was kept if that is still good. */
  KeptPlan plan(String sql, KeptPlan kept) {
    int generation = migration.planner().generation();
    Namespace namespace = session.namespace();
    return kept != null && kept.isOf(namespace, generation)
        ? kept
        : new KeptPlan(migration.planner().plan(sql, namespace), namespace, generation);
  }

  /** A statement is executed now: it counts, if it writes. */
  void audit(Plan plan) {
    audit.executed(migration, plan);
  }

  /** The same of one that has something that can't be repeated. */
  void auditHindered(Plan plan, String reason) {
    audit.hindered(plan, reason);
  }

  /** The same of one that doesn't tell its text. */
  void auditUnplanned(String sql, String reason) {
    audit.unplanned(sql, reason);
  }

  HostReader reader() {
    return HostReader.inTransaction(connection, migration.dialect());
  }

  /** A reader for after a statement that has committed itself. */
  HostReader readerInAutocommit() {
    return HostReader.inAutocommit(connection);
  }

  /** The application changed what later statements of this session mean. */
  void sessionChanged() {
    session.changed();
    transaction().ifPresent(mirrored -> mirrored.session(session.setup()));
  }

  /**
   * Gives another connection of the application, which is in autocommit mode, what texts have set
   * of this session.
   *
   * @throws SQLException when that can't be read here, or is refused there
   */
  public void carrySessionTo(HostConnection other) throws SQLException {
    if (!session.isChanged()) {
      return;
    }
    SessionState now = migration.dialect().readSession(connection);
    SessionDialect theirs = other.migration.dialect().session();
    SessionState own = other.migration.dialect().readSession(other.connection);
    SessionState wanted = theirs.counterpart(migration.sessionAtStart(), now, own);
    try (Statement statement = other.connection.createStatement()) {
      for (String setting : theirs.statements(own, wanted)) {
        statement.execute(setting);
      }
    }
    other.session.changed();
  }

  /** The phase of the transaction under way, or of the one that would begin now. */
  Phase phase() {
    MirrorTransaction current = transaction;
    if (current != null) {
      return current.phase();
    }
    return decided.isPresent() ? decided.get() : migration.phase();
  }

  /** Whether a transaction is under way, of reads or writes, that keeps the phase it began with. */
  public boolean underWay() {
    return underWay || textualTransaction || transaction != null;
  }

  /** Gives the next transaction its phase, in which this connection's database is the primary. */
  public void decide(Phase phase) {
    if (!decided.isPresent() || decided.get() != phase) {
      decided = Optional.of(phase);
    }
  }

  /** Another connection takes the next transactions. */
  public void rests() {
    decided = Optional.empty();
  }

  /**
   * Whether a read may run here without more ado: it is part of a transaction under way, or of
   * none, and the phase is that for which this connection was found to be the right one. Such a
   * read in autocommit mode passes a fence that is up, behind which nothing is written.
   *
   * @throws SQLException the driver's
   */
  boolean readsPass() throws SQLException {
    return underWay()
        || (decided.isPresent() && decided.get() == migration.phase() && autocommits());
  }

  /** Transactions here go through a passage, which another connection may share. */
  public void goesThrough(Passage shared) {
    passage = Optional.of(shared);
  }

  /** A statement is about to run; outside of autocommit mode it begins a transaction. */
  public void executes() throws SQLException {
    underWay = underWay || !autocommits();
  }

  /** It belongs to an XAConnection, whose resource manager works on this very connection. */
  public void distribute() {
    distributed = true;
  }

  /** Whether it may take part in a distributed transaction, and so can't be exchanged. */
  public boolean distributed() {
    return distributed;
  }

  /** Whether a text only begins or ends a transaction. */
  public boolean onlyConcernsTransaction(String sql) {
    return plan(sql).transaction().isPresent();
  }

  Optional<MirrorTransaction> transaction() {
    return Optional.ofNullable(transaction);
  }

  /** The transaction under way, begun now if there is none. */
  MirrorTransaction currentTransaction() {
    if (transaction == null) {
      transaction = migration.mirror().begin(phase(), session.setup());
    }
    return transaction;
  }

  void endTransaction() {
    transaction = null;
    underWay = false;
    textualTransaction = false;
    savepoints.clear();
    session.transactionEnded();
    passage.ifPresent(Passage::leave);
  }

  /** Whether each statement is a transaction of its own now. */
  boolean autocommits() throws SQLException {
    return !textualTransaction && !autocommitOffByText && connection.getAutoCommit();
  }

  void beginTextualTransaction() {
    textualTransaction = true;
  }

  /** {@code SET autocommit = 0}, of which not every driver's getAutoCommit knows. */
  void autocommitOffByText(boolean off) {
    autocommitOffByText = off;
  }

  /** Remembers a savepoint of the application, and returns the name that it has on the twin. */
  String nameSavepoint(Object savepoint) {
    return savepoints.computeIfAbsent(savepoint, unnamed -> "dualwrite_" + ++savepointCount);
  }

  /** The name of a savepoint on the twin. */
  Optional<String> savepointName(Object savepoint) {
    return Optional.ofNullable(savepoints.get(savepoint));
  }

  /** Gives up the mirrored half, for a connection that is closed or aborted. */
  void abandon() {
    MirrorTransaction current = transaction;
    if (current != null) {
      current.abandon();
    }
  }

  /** The connection is closed: it counts no longer. */
  public void closed() {
    if (open) {
      open = false;
      passage.ifPresent(Passage::leave);
      migrations.left(migration);
    }
  }
}
