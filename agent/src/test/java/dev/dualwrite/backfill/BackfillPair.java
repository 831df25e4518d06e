package dev.dualwrite.backfill;

import dev.dualwrite.config.SyncMode;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.phase.Side;
import dev.dualwrite.reconcile.Reconciler;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import dev.dualwrite.verify.Backlog;
import dev.dualwrite.verify.DatabasesToVerify;
import dev.dualwrite.verify.Progress;
import dev.dualwrite.verify.Strategy;
import dev.dualwrite.verify.Verification;
import dev.dualwrite.verify.VerifiedDatabase;
import dev.dualwrite.verify.VerifyOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Two fresh databases, and backfills from the old one to the new one. */
final class BackfillPair {
  /** The folder of the checkpoints. */
  static final String STATE = "state";

  final String oldUrl;
  final String newUrl;
  private final Path folder;
  private ConnectionSource oldConnections;
  private ConnectionSource newConnections;
  private Mapping mapping = Mapping.none();

  BackfillPair(Vendor oldVendor, Vendor newVendor, Path folder) throws SQLException {
    this(oldVendor.newDatabase(), newVendor.newDatabase(), folder);
  }

  BackfillPair(String oldUrl, String newUrl, Path folder) {
    this.oldUrl = oldUrl;
    this.newUrl = newUrl;
    this.folder = folder;
    this.oldConnections = () -> DriverManager.getConnection(oldUrl);
    this.newConnections = () -> DriverManager.getConnection(newUrl);
  }

  void connections(ConnectionSource ofOld, ConnectionSource ofNew) {
    oldConnections = ofOld;
    newConnections = ofNew;
  }

  void mapping(Map<String, String> texts) {
    mapping = new MappingReader(texts).mapping();
  }

  void onBoth(String... statements) throws SQLException {
    onOld(statements);
    onNew(statements);
  }

  void onOld(String... statements) throws SQLException {
    execute(oldUrl, statements);
  }

  void onNew(String... statements) throws SQLException {
    execute(newUrl, statements);
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, statements);
    }
  }

  List<String> rowsOfOld(String query) throws SQLException {
    return rows(oldUrl, query);
  }

  List<String> rowsOfNew(String query) throws SQLException {
    return rows(newUrl, query);
  }

  private static List<String> rows(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return Sql.query(connection, query);
    }
  }

  DatabasesToVerify databases() {
    return new DatabasesToVerify(
        new VerifiedDatabase(Database.of(Side.OLD, Dialects.forUrl(oldUrl), oldConnections)),
        new VerifiedDatabase(Database.of(Side.NEW, Dialects.forUrl(newUrl), newConnections)),
        mapping);
  }

  /** Compares every field of every row. */
  List<String> differences() throws SQLException {
    DatabasesToVerify databases = databases();
    List<String> differences = new ArrayList<>();
    try (Verification verification =
        new Verification(
            databases,
            VerifyOptions.of(Strategy.FULL, Duration.ofMillis(1), 1),
            Backlog.NONE,
            found -> differences.add(found.key() + " " + found.kind()),
            result -> result.failure().ifPresent(differences::add),
            Progress.NONE)) {
      verification.run(databases.primary().tables());
    }
    return differences;
  }

  BackfillPlan plan() throws SQLException {
    DatabasesToVerify databases = databases();
    return new BackfillPlanner(databases).plan(databases.primary().tables());
  }

  /** Copies all tables; no commit takes longer than 10 ms. */
  BackfillResult run() throws Exception {
    return run(Duration.ofMillis(500), OptionalLong.empty());
  }

  BackfillResult run(Duration chunk, OptionalLong rate) throws Exception {
    return run(new BackfillOptions(chunk, 2, rate, Duration.ofMillis(10)));
  }

  BackfillResult run(BackfillOptions options) throws Exception {
    DatabasesToVerify databases = databases();
    BackfillPlan plan = new BackfillPlanner(databases).plan(databases.primary().tables());
    try (Checkpoints checkpoints = Checkpoints.open(folder.resolve(STATE), SyncMode.OS);
        Reconciler reconciler =
            new Reconciler(
                databases.primary().dialect(),
                databases.primary().schema(),
                databases.primary().connections(),
                databases.counterparts(),
                databases.secondary().connections(),
                Duration.ofSeconds(2));
        Backfill backfill =
            new Backfill(
                databases,
                options,
                checkpoints,
                reconciler,
                MirrorLag.UNKNOWN,
                BackfillProgress.NONE)) {
      return backfill.run(plan, new BackfillIdentity("old", "new", plan), table -> true);
    }
  }
}
