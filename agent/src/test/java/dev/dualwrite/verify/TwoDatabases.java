package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.mapping.Mapping;
import dev.dualwrite.mapping.MappingReader;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.TableName;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two fresh databases, and verifications of them. */
final class TwoDatabases {
  final String oldUrl;
  final String newUrl;
  private final Mapping mapping;
  private final DatabasesToVerify databases;

  TwoDatabases(Vendor oldVendor, Vendor newVendor) throws SQLException {
    this(oldVendor, newVendor, Map.of());
  }

  /** The same with a mapping's keys and texts. */
  TwoDatabases(Vendor oldVendor, Vendor newVendor, Map<String, String> mapping)
      throws SQLException {
    this.mapping = new MappingReader(mapping).mapping();
    this.oldUrl = oldVendor.newDatabase();
    this.newUrl = newVendor.newDatabase();
    this.databases = databases(() -> DriverManager.getConnection(newUrl));
  }

  private DatabasesToVerify databases(ConnectionSource secondary) {
    return new DatabasesToVerify(
        new VerifiedDatabase(
            Database.of(
                Side.OLD, Dialects.forUrl(oldUrl), () -> DriverManager.getConnection(oldUrl))),
        new VerifiedDatabase(Database.of(Side.NEW, Dialects.forUrl(newUrl), secondary)),
        mapping);
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

  DatabasesToVerify databases() {
    return databases;
  }

  /** Verifies all tables of the old database; no commit takes longer than a millisecond. */
  List<TableResult> verify(Strategy strategy) throws SQLException {
    return verify(VerifyOptions.of(strategy, Duration.ofMillis(1), 1_000), Backlog.NONE);
  }

  List<TableResult> verify(VerifyOptions options, Backlog backlog) throws SQLException {
    List<TableResult> results = new ArrayList<>();
    List<TableName> tables = databases.primary().tables();
    try (Verification verification =
        new Verification(databases, options, backlog, found -> {}, results::add, Progress.NONE)) {
      verification.run(tables);
    }
    return results;
  }

  /** Verifies the only table, and returns what differs as text, sorted. */
  List<String> differences(Strategy strategy) throws SQLException {
    return texts(verify(strategy).get(0));
  }

  static List<String> texts(TableResult result) {
    if (result.failure().isPresent()) {
      throw new AssertionError(result.table() + ": " + result.failure().get());
    }
    return result.named().stream()
        .map(
            each ->
                each.kind().label()
                    + " "
                    + String.join(",", each.key().values().stream().map(String::valueOf).toList())
                    + (each.fields().isEmpty() ? "" : " " + String.join(",", each.fields())))
        .map(text -> text.toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }
}
