package dev.dualwrite.reconcile;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Namespace;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.Secondary;
import dev.dualwrite.schema.TableDescription;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.JdbcSpy;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two databases and a reconciler between them, whose every call is seen. */
final class ReconcileBench implements AutoCloseable {
  final List<String> calls = JdbcSpy.newCalls();
  final JdbcSpy primarySpy = new JdbcSpy("primary", calls);
  final JdbcSpy secondarySpy = new JdbcSpy("secondary", calls);
  final List<Key> alsoDue = new CopyOnWriteArrayList<>();
  final Connection primary;
  final Connection secondary;
  final Reconciler reconciler;
  private final Vendor primaryVendor;
  private final Vendor secondaryVendor;
  private final String primaryUrl;
  private final String secondaryUrl;
  private final CachedSchema primarySchema;

  ReconcileBench(Vendor primaryVendor, Vendor secondaryVendor, Duration holdBound)
      throws SQLException {
    this(primaryVendor, secondaryVendor, holdBound, Mapping.none());
  }

  private ReconcileBench(
      Vendor primaryVendor, Vendor secondaryVendor, Duration holdBound, Mapping mapping)
      throws SQLException {
    this.primaryVendor = primaryVendor;
    this.secondaryVendor = secondaryVendor;
    this.primaryUrl = primaryVendor.newDatabase();
    this.secondaryUrl = secondaryVendor.newDatabase();
    this.primary = DriverManager.getConnection(primaryUrl);
    this.secondary = DriverManager.getConnection(secondaryUrl);
    this.primarySchema = schema(primaryVendor.dialect(), primaryUrl);
    this.reconciler =
        new Reconciler(
            primaryVendor.dialect(),
            primarySchema,
            source(primarySpy, primaryUrl),
            new Secondary(
                secondaryVendor.dialect(),
                schema(secondaryVendor.dialect(), secondaryUrl),
                primaryVendor.dialect(),
                primarySchema::home,
                mapping),
            source(secondarySpy, secondaryUrl),
            holdBound);
  }

  static ReconcileBench of(Vendor vendor) throws SQLException {
    return new ReconcileBench(vendor, vendor, Duration.ofSeconds(10));
  }

  static ReconcileBench between(Vendor primary, Vendor secondary) throws SQLException {
    return new ReconcileBench(primary, secondary, Duration.ofSeconds(10));
  }

  /** A mapping's keys and texts stand between the two. */
  static ReconcileBench mapped(Vendor primary, Vendor secondary, Map<String, String> texts)
      throws SQLException {
    return new ReconcileBench(
        primary, secondary, Duration.ofSeconds(10), new MappingReader(texts).mapping());
  }

  private static CachedSchema schema(Dialect dialect, String url) {
    return new CachedSchema(new SchemaReader(dialect, () -> DriverManager.getConnection(url)));
  }

  private static ConnectionSource source(JdbcSpy spy, String url) {
    return () -> spy.of(DriverManager.getConnection(url));
  }

  Connection openPrimary() throws SQLException {
    return begun(primaryUrl);
  }

  Connection openSecondary() throws SQLException {
    return begun(secondaryUrl);
  }

  private static Connection begun(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  void onBoth(String... statements) throws SQLException {
    onPrimary(statements);
    onSecondary(statements);
  }

  void onPrimary(String... statements) throws SQLException {
    Sql.execute(primary, statements);
  }

  void onSecondary(String... statements) throws SQLException {
    Sql.execute(secondary, statements);
  }

  List<String> primaryRows(String table) throws SQLException {
    return Sql.query(primary, "SELECT * FROM " + table + " ORDER BY 1");
  }

  List<String> secondaryRows(String table) throws SQLException {
    return Sql.query(secondary, "SELECT * FROM " + table + " ORDER BY 1");
  }

  List<Key> keys(String table, Object... values) {
    TableDescription description =
        primarySchema
            .table(TableName.of(primaryVendor.dialect().fold(table)), Namespace.unknown())
            .orElseThrow(AssertionError::new);
    return Arrays.stream(values)
        .map(value -> Key.of(description.name(), description.primaryKey(), List.of(value)))
        .toList();
  }

  /** Reconciles and returns the outcomes by the values of the keys. */
  Map<Object, String> reconcile(String table, Object... values) {
    return byValue(outcomes(table, values));
  }

  Outcomes outcomes(String table, Object... values) {
    return reconciler.reconcile(keys(table, values), alsoDue::addAll);
  }

  static Map<Object, String> byValue(Outcomes outcomes) {
    Map<Object, String> kinds = new LinkedHashMap<>();
    outcomes
        .byKey()
        .forEach((key, outcome) -> kinds.put(key.values().get(0), outcome.kind().name()));
    return kinds;
  }

  Vendor secondaryVendor() {
    return secondaryVendor;
  }

  @Override
  public void close() throws SQLException {
    primarySpy.interfere(call -> {});
    secondarySpy.interfere(call -> {});
    reconciler.close();
    primary.close();
    secondary.close();
  }
}
