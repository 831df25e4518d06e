package dev.dualwrite.mirror;

import dev.dualwrite.config.MirrorMode;
import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.phase.Phase;
import dev.dualwrite.rows.Key;
import dev.dualwrite.rows.RowReader;
import dev.dualwrite.rows.RowWriter;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.state.Owed;
import dev.dualwrite.state.QueuedKey;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.TestServers;
import dev.dualwrite.testing.TestState;
import dev.dualwrite.testing.Vendor;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assertions;

/**
 * Two H2 databases with a table of items, and a mirror from one to the other whose every call to
 * the secondary is seen.
 */
final class MirrorBench implements AutoCloseable {
  static final int BOUND_SECONDS = 20;
  private static final Dialect H2 = Vendor.H2.dialect();

  final List<String> calls = JdbcSpy.newCalls();
  final JdbcSpy secondary = new JdbcSpy("twin", calls);
  final List<Divergence> told = new CopyOnWriteArrayList<>();
  final List<List<Key>> committed = new CopyOnWriteArrayList<>();
  final Breaker breaker = new Breaker("new", 3, Duration.ofHours(1));
  final Connection primary;
  final TwinSource source;
  final TableDescription items;
  private final ExecutorService workers = AgentThreads.workers("test");
  final ScheduledThreadPoolExecutor scheduler =
      (ScheduledThreadPoolExecutor) AgentThreads.scheduler("test");
  private final String secondaryUrl = TestServers.h2();
  private final Duration timeout;
  private final TestState state = TestState.open();
  private final Secondary known;
  private final Phase phase;
  private final MirrorMode mode;

  MirrorBench(Duration timeout) throws SQLException {
    this(timeout, Phase.NEW_SECONDARY, MirrorMode.INLINE);
  }

  MirrorBench(Duration timeout, Phase phase, MirrorMode mode) throws SQLException {
    this.timeout = timeout;
    this.phase = phase;
    this.mode = mode;
    String primaryUrl = TestServers.h2();
    this.primary = DriverManager.getConnection(primaryUrl);
    execute(primary, "CREATE TABLE items (id int PRIMARY KEY, text varchar(99))");
    onSecondary("CREATE TABLE items (id int PRIMARY KEY, text varchar(99))");
    primary.setAutoCommit(false);
    this.source = new TwinSource("test", dataSource(), timeout, scheduler);
    CachedSchema primarySchema = schema(primaryUrl);
    this.known = new Secondary(H2, schema(secondaryUrl), H2, primarySchema::home, Mapping.none());
    this.items =
        primarySchema
            .table(TableName.of(H2.fold("items")), Namespace.unknown())
            .orElseThrow(AssertionError::new);
  }

  static MirrorBench patient() throws SQLException {
    return new MirrorBench(Duration.ofSeconds(BOUND_SECONDS));
  }

  private static CachedSchema schema(String url) {
    return new CachedSchema(new SchemaReader(H2, () -> DriverManager.getConnection(url)));
  }

  private DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              if (!method.getName().equals("getConnection")) {
                return method.getReturnType() == int.class ? 0 : null;
              }
              calls.add("twin: open");
              return secondary.of(DriverManager.getConnection(secondaryUrl));
            });
  }

  MirrorTransaction begin() {
    return begin(workers);
  }

  MirrorTransaction begin(ExecutorService threads) {
    return mirror(threads).begin(phase, twin -> null);
  }

  Mirror mirror() {
    return mirror(workers);
  }

  private Mirror mirror(ExecutorService threads) {
    return new Mirror(
        new Twins(source, threads),
        new RowCopy(new RowReader(H2), new RowWriter(H2), known),
        breaker,
        state.state(),
        new MirrorReports(told::add, "here"),
        limits(),
        mode,
        keys -> committed.add(List.copyOf(keys)),
        "here");
  }

  MirrorLimits limits() {
    return new MirrorLimits(timeout, 100);
  }

  /** A write of one row, done on the primary with the same text, and expected to count it. */
  Write write(String sql, int... ids) throws SQLException {
    execute(primary, sql);
    return write(TwinTask.oneStatement(StatementReplay.of(sql)), sql, ids);
  }

  Write write(TwinTask<Long> task, String sql, int... ids) {
    return new Write(
        sql, Optional.of(items), "items", keys(ids), ids.length, Optional.empty(), List::of, task);
  }

  /** A write of which no more is known than its text and what the primary counted. */
  Write writeToUnseenTable(String sql, long count) {
    return new Write(
        sql,
        Optional.empty(),
        "items",
        List.of(),
        count,
        Optional.empty(),
        List::of,
        StatementReplay.of(sql));
  }

  List<Key> keys(int... ids) {
    List<Key> keys = new ArrayList<>();
    Arrays.stream(ids)
        .forEach(id -> keys.add(Key.of(items.name(), items.primaryKey(), List.of(id))));
    return keys;
  }

  HostReader host() {
    return HostReader.inTransaction(primary, H2);
  }

  /** Commits both, in the order in which the capture does. */
  void commit(MirrorTransaction transaction) throws SQLException {
    transaction.beforeCommit(host());
    primary.commit();
    transaction.committed();
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    Sql.execute(connection, statements);
  }

  void onSecondary(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(secondaryUrl)) {
      execute(connection, statements);
    }
  }

  List<String> itemsOfSecondary() throws SQLException {
    try (Connection connection = DriverManager.getConnection(secondaryUrl)) {
      return Sql.query(connection, "SELECT id, text FROM items ORDER BY id");
    }
  }

  /** What was told: kind, action and key of each record. */
  List<String> toldShort() {
    return told.stream()
        .map(
            record ->
                record.kind().label()
                    + " "
                    + record.action().label()
                    + record.key().map(key -> " " + key.get(items.primaryKey().get(0))).orElse(""))
        .toList();
  }

  /** Whether a twin has made a call, waited for since its worker makes it in its own time. */
  boolean seen(String call) {
    return JdbcSpy.seen(calls, call);
  }

  @Override
  public void close() throws Exception {
    secondary.interfere(call -> {});
    primary.close();
    workers.shutdownNow();
    source.close();
    scheduler.shutdownNow();
    state.close();
  }

  /** What is owed to the only key, or to all alike. */
  Owed owed() {
    return state.state().queue().due(100, Instant.now().plus(Duration.ofHours(1))).stream()
        .map(QueuedKey::owed)
        .distinct()
        .reduce((one, other) -> Assertions.fail("owed differently"))
        .orElseThrow();
  }

  /** The tables that are to be verified. */
  List<String> unverified() {
    return state.state().unverified().all().stream().map(each -> each.table().name()).toList();
  }

  /** The keys of each transaction that was committed. */
  List<List<Object>> heardOf() {
    return committed.stream()
        .map(keys -> keys.stream().map(key -> key.values().get(0)).toList())
        .toList();
  }

  /** The keys of items that the reconciler has to look at, in order. */
  List<Object> queued() {
    return state.state().queue().due(100, Instant.now().plus(Duration.ofHours(1))).stream()
        .map(each -> each.key().values().get(0))
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }
}
