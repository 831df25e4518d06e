package dev.dualwrite.migration;

import dev.dualwrite.check.Check;
import dev.dualwrite.config.AutocommitMode;
import dev.dualwrite.config.DdlMode;
import dev.dualwrite.config.Settings;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.dialect.SessionState;
import dev.dualwrite.divergence.OriginFinder;
import dev.dualwrite.mirror.HostReader;
import dev.dualwrite.mirror.KeyOrder;
import dev.dualwrite.mirror.Mirror;
import dev.dualwrite.mirror.TwinSource;
import dev.dualwrite.phase.CurrentPhase;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.phase.Side;
import dev.dualwrite.plan.Plan;
import dev.dualwrite.plan.Planner;
import dev.dualwrite.plan.StatementKind;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The application's connections to one of the two databases: what plans their statements, and what
 * mirrors them to the other one.
 *
 * <p>There is one for each side and class loader that the application's driver comes from. It is
 * dropped when the last of that driver's connections is closed, so that a redeployed application
 * can be unloaded.
 */
public final class Migration implements AutoCloseable {
  private final Settings settings;
  private final CurrentPhase phase;
  private final ApplicationDatabase primary;
  private final Planner planner;
  private final MirrorHandle mirror;
  private final KeyOrder order = new KeyOrder();
  private SessionState sessionAtStart;

  Migration(
      Settings settings,
      CurrentPhase phase,
      ApplicationDatabase primary,
      Planner planner,
      MirrorHandle mirror) {
    this.settings = settings;
    this.phase = phase;
    this.primary = primary;
    this.planner = planner;
    this.mirror = mirror;
  }

  /** The phase for transactions that begin now. */
  public Phase phase() {
    return phase.now();
  }

  /** Where the connections of this migration lead; it is in charge while that side is primary. */
  public Side side() {
    return primary.side();
  }

  /** The vendor of the connections of this migration. */
  public Dialect dialect() {
    return primary.dialect();
  }

  /**
   * Opens a connection for the application, in autocommit mode.
   *
   * @throws SQLException the driver's own
   */
  public Connection openForApplication() throws SQLException {
    return primary.forApplication().open();
  }

  /** Plans the application's statements. */
  public Planner planner() {
    return planner;
  }

  /** The way to the other database; in phases that mirror. */
  public Mirror mirror() {
    return mirror.mirror();
  }

  /** Whether there is another database to mirror to, in whatever phase. */
  public boolean hasMirror() {
    return mirror.isPresent();
  }

  /** The twins' connections; where there is another database. */
  public TwinSource twins() {
    return mirror.source();
  }

  /** What works the retry queue off, where there is another database. */
  public Optional<Drain> drain() {
    return mirror.drain();
  }

  /** What compares a sample of the rows that were written, where that is wanted. */
  public Optional<Check> check() {
    return mirror.check();
  }

  /** Starts what works on its own in phases that mirror. */
  void start() {
    mirror.start();
  }

  /** What must be looked at from time to time; called every second or so, by one thread. */
  void tick() {
    planner.tick();
    if (mirror.isPresent()) {
      mirror.tick();
    }
  }

  /** The loader of the other database's driver. */
  public ClassLoader twinDriverLoader() {
    return mirror.driverLoader();
  }

  /**
   * Whether a text qualifies names by the primary's own database, which the secondary calls
   * differently: on a server that holds both, the text would write to the primary again.
   */
  public boolean namesOwnDatabase(Plan plan) {
    if (!dialect().qualifiesByCatalog() || plan.qualifiers().isEmpty()) {
      return false;
    }
    Optional<String> own = primary.schema().home().catalog();
    return own.isPresent()
        && !own.equals(mirror.home().catalog())
        && plan.qualifiers().contains(own.get().toLowerCase(Locale.ROOT));
  }

  /** Whether writes in autocommit mode are mirrored after their commit. */
  public boolean mirrorsAfterwards() {
    return settings.autocommit() == AutocommitMode.AFTER;
  }

  /**
   * Waits, at most as long as for a mirrored write, for the turn of some keys that are mirrored
   * after their commit.
   */
  public Optional<KeyOrder.Turn> awaitTurn(List<Key> keys) {
    return order.await(keys, settings.mirrorTimeout());
  }

  /** Whether the configuration has this plan's table mirrored; what has no table is. */
  public boolean includes(Plan plan) {
    if (plan.kind() == StatementKind.DDL && settings.ddl() == DdlMode.IGNORE) {
      return false;
    }
    return plan.tableName().map(TableName::toString).map(settings.tables()::includes).orElse(true);
  }

  /** Tells of a write that went to the primary only. */
  public void unmirrored(Phase phase, Plan plan) {
    String reason =
        plan.reasons().isEmpty()
            ? "dualwrite can't mirror this statement"
            : String.join("; ", plan.reasons());
    mirror()
        .reports()
        .unmirrored(
            phase,
            plan.tableName().map(TableName::toString),
            plan.sql(),
            reason,
            OriginFinder.ofThisCall());
  }

  /** Tells of a write of which nothing is known but that it went to the primary only. */
  public void unmirrored(Phase phase, String sql, String reason) {
    mirror().reports().unmirrored(phase, Optional.empty(), sql, reason, OriginFinder.ofThisCall());
  }

  /** Forgets what is known of a table after DDL, or of all where it isn't known which. */
  public void forget(Optional<TableName> table) {
    if (table.isPresent()) {
      planner.forget(table.get());
    } else {
      primary.schema().forgetAll();
      planner.forgetAll();
    }
    mirror.forgetTables();
  }

  /**
   * The state of a session of the primary of which nothing was changed.
   *
   * @throws SQLException when the database can't be asked now
   */
  public synchronized SessionState sessionAtStart() throws SQLException {
    if (sessionAtStart == null) {
      try (Connection connection = primary.own().open()) {
        sessionAtStart = dialect().readSession(connection);
      }
    }
    return sessionAtStart;
  }

  /**
   * Asks the application's database on a connection of the agent's own, which sees what others have
   * committed, and nothing that the application's transaction under way has done.
   *
   * @param namespace where to look for unqualified names
   * @throws SQLException when the database can't be asked now, or refuses the question
   */
  public <T> T askBeside(Namespace namespace, HostReader.Question<T> question) throws SQLException {
    try (Connection beside = primary.own().open()) {
      if (namespace.catalog().isPresent()) {
        beside.setCatalog(namespace.catalog().get());
      }
      if (namespace.schema().isPresent()) {
        beside.setSchema(namespace.schema().get());
      }
      return question.ask(beside);
    }
  }

  @Override
  public void close() {
    mirror.close();
  }
}
