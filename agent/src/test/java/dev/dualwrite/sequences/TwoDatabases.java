package dev.dualwrite.sequences;

import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import dev.dualwrite.testing.Sql;
import dev.dualwrite.testing.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An empty old and an empty new database. */
final class TwoDatabases implements AutoCloseable {
  private final Vendor oldVendor;
  private final Vendor newVendor;
  private final String oldUrl;
  private final String newUrl;
  final Connection old;
  final Connection young;
  private final List<SequenceSync> syncs = new ArrayList<>();

  TwoDatabases(Vendor oldVendor, Vendor newVendor) throws SQLException {
    this.oldVendor = oldVendor;
    this.newVendor = newVendor;
    this.oldUrl = oldVendor.newDatabase();
    this.newUrl = newVendor.newDatabase();
    this.old = DriverManager.getConnection(oldUrl);
    this.young = DriverManager.getConnection(newUrl);
  }

  /** Runs the same on both. */
  void executeOnBoth(String... statements) throws SQLException {
    Sql.execute(old, statements);
    Sql.execute(young, statements);
  }

  /** Returns the sync for a cutover. */
  SequenceSync cutover() {
    return cutover(table -> true);
  }

  SequenceSync cutover(Predicate<String> included) {
    return remember(new SequenceSync(oldDatabase(), newDatabase(), included));
  }

  /** Returns the sync for a cutover in which new is used by another user. */
  SequenceSync cutoverAs(String user) {
    Database asUser =
        Database.of(
            Side.NEW,
            newVendor.dialect(),
            () -> DriverManager.getConnection(newUrl.replace("user=postgres", "user=" + user)));
    return remember(new SequenceSync(oldDatabase(), asUser, table -> true));
  }

  /** Returns the sync for the way back. */
  SequenceSync rollback() {
    return remember(new SequenceSync(newDatabase(), oldDatabase(), table -> true));
  }

  private SequenceSync remember(SequenceSync sync) {
    syncs.add(sync);
    return sync;
  }

  Database oldDatabase() {
    return Database.of(Side.OLD, oldVendor.dialect(), () -> DriverManager.getConnection(oldUrl));
  }

  Database newDatabase() {
    return Database.of(Side.NEW, newVendor.dialect(), () -> DriverManager.getConnection(newUrl));
  }

  /** Takes a value from a sequence. */
  static long next(Connection connection, Vendor vendor, String sequence) throws SQLException {
    String query =
        switch (vendor) {
          case POSTGRES -> "SELECT nextval('" + sequence + "')";
          case MARIADB -> "SELECT NEXTVAL(" + sequence + ")";
          case H2 -> "VALUES NEXT VALUE FOR " + sequence;
        };
    return Long.parseLong(Sql.query(connection, query).get(0));
  }

  /** Inserts a row of which only the note is given, and returns its id. */
  static long insert(Connection connection, String table) throws SQLException {
    Sql.execute(connection, "INSERT INTO " + table + " (note) VALUES ('made')");
    return Long.parseLong(
        Sql.query(connection, "SELECT MAX(id) FROM " + table + " WHERE note = 'made'").get(0));
  }

  @Override
  public void close() throws SQLException {
    syncs.forEach(SequenceSync::close);
    old.close();
    young.close();
  }
}
