package dev.dualwrite.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is particular to one vendor's database and driver. */
public abstract class Dialect {
  private final String name;
  private final String driverClassName;

  Dialect(String name, String driverClassName) {
    this.name = Objects.requireNonNull(name, "name");
    this.driverClassName = driverClassName;
  }

  /** Returns the vendor's name for people. */
  public final String name() {
    return name;
  }

  /** Returns the class name of the vendor's driver; empty where it isn't known. */
  public final Optional<String> driverClassName() {
    return Optional.ofNullable(driverClassName);
  }

  /** Tells whether SQL text of this vendor means the same on the other. */
  public boolean sameFamily(Dialect other) {
    return getClass() == other.getClass() && name.equals(other.name);
  }

  /** Returns how this vendor's SQL is split into tokens. */
  public abstract Lexing lexing();

  /** Returns the identifier in quotes, exactly so spelled. */
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Returns an identifier that was written without quotes as the database stores it. */
  public abstract String fold(String unquoted);

  /**
   * Returns a table's quoted name, as far qualified as this vendor needs; the first two may be
   * null.
   */
  public String qualify(String catalog, String schema, String table) {
    return schema == null ? quote(table) : quote(schema) + '.' + quote(table);
  }

  /**
   * Returns which keys the driver gives after such a statement when it was prepared with their
   * names.
   */
  public abstract KeyReturnSupport returnsKeys(KeyReturn statement);

  /**
   * Tells whether {@code getGeneratedKeys} gives its rows only once, so that who reads them first
   * must keep a copy.
   */
  public abstract boolean readingKeysConsumesThem();

  /** Returns how a SELECT locks rows. */
  public LockClauses locks() {
    return LockClauses.of(" FOR UPDATE", " FOR UPDATE SKIP LOCKED");
  }

  /**
   * Tells whether this very server knows how to leave out locked rows, as {@link #locks} says:
   * older ones refuse it as bad syntax.
   */
  public boolean skipsLocked(DatabaseMetaData server) throws SQLException {
    return locks().skippingLocked().isPresent();
  }

  /**
   * Returns the statements, for a session in autocommit mode, that make its later ones fail instead
   * of waiting: for a lock, and in all; as near to the given times as the vendor can. Empty where
   * it can't.
   */
  public List<String> boundWaits(Duration lock, Duration statement) {
    return List.of();
  }

  /**
   * Returns what ends a SELECT that locks its rows, so that nobody else changes or deletes them;
   * empty where there is no such clause.
   */
  public final String lockClause() {
    return locks().forChange();
  }

  /** Returns what ends a SELECT that gives its first rows only. */
  public String firstRows(int rows) {
    return " FETCH FIRST " + rows + " ROWS ONLY";
  }

  /** Returns what ends a sorted SELECT that passes so many rows over, and gives the next one. */
  public String rowAfter(long rows) {
    return " OFFSET " + rows + " ROWS FETCH NEXT 1 ROWS ONLY";
  }

  /** Tells whether a DDL statement commits the transaction that it runs in. */
  public abstract boolean ddlCommitsImplicitly();

  /**
   * Tells whether a failed statement makes the rest of its transaction fail, unless rolled back to
   * a savepoint.
   */
  public boolean failedStatementAbortsTransaction() {
    return false;
  }

  /**
   * Tells whether the transaction under way on a connection of this vendor's driver can only be
   * rolled back any more, so that COMMIT would roll it back; asks nothing of the database.
   */
  public boolean isTransactionAborted(Connection connection) {
    return false;
  }

  /**
   * Tells whether the driver asks for warnings when it is asked, which are the last statement's.
   */
  public boolean warningsAreOfLastStatement() {
    return false;
  }

  /**
   * Tells whether a text of several statements that fails half-way keeps what it has done in
   * autocommit mode, but is undone as a whole in a transaction.
   */
  public boolean severalFailTogetherInTransactions() {
    return false;
  }

  /**
   * Tells whether the driver throws this though the server did what it was told, as for an INSERT
   * that was executed as a query.
   */
  public boolean isThrownAfterSuccess(SQLException failure) {
    return false;
  }

  /** Tells whether such a failure of a statement has rolled back its whole transaction. */
  public boolean endsTransaction(SQLException failure) {
    return errors().isConnectionFailure(failure);
  }

  /**
   * Tells whether a transaction is better begun by text than by switching autocommit off, which
   * costs a round trip each way.
   */
  public boolean beginsTransactionsByText() {
    return false;
  }

  /**
   * Returns the driver's properties by which opening a connection fails after some time, instead of
   * waiting for ever for a server that accepts connections and says nothing.
   */
  public Map<String, String> loginBounds(Duration atMost) {
    return Map.of();
  }

  /**
   * Returns what a statement is that the driver prepared past its public methods; empty where that
   * can't be told.
   */
  public Optional<PreparedInside> preparedInside(PreparedStatement statement) {
    return Optional.empty();
  }

  /** Tells whether a savepoint can be released by RELEASE SAVEPOINT. */
  public boolean releasesSavepoints() {
    return true;
  }

  /** Returns what this vendor's errors mean. */
  public abstract ErrorCodes errors();

  /**
   * Returns what an INSERT needs before VALUES to set an identity column that is ALWAYS generated.
   */
  public String overridingSystemValue() {
    return "";
  }

  /** Returns how whole rows are written. */
  public abstract RowStatements rows();

  /** Returns how values of this vendor's types are read and written. */
  public abstract ColumnTypes types();

  /** Returns how whole tables are read and summed up. */
  public TableScans scans() {
    return TableScans.COMMON;
  }

  /** Returns what to ask of the vendor's catalog beyond JDBC's metadata. */
  public abstract CatalogQueries catalogQueries();

  /** Returns how sequences are listed and set; empty where that isn't known. */
  public Optional<SequenceDialect> sequences() {
    return Optional.empty();
  }

  /** Returns how a session's state is read and carried over. */
  public abstract SessionDialect session();

  /**
   * Reads the state of a session of this vendor; one round trip, part of the session's transaction.
   */
  public final SessionState readSession(Connection connection) throws SQLException {
    return SessionDialect.read(connection, this);
  }

  /**
   * Returns the names, in lower case, of the built-in functions whose value differs from call to
   * call or session to session.
   */
  public abstract Set<String> nonDeterministicFunctions();

  /**
   * Returns the names, in lower case, of the built-in functions that depend on their arguments
   * alone and write nothing.
   */
  public abstract Set<String> pureFunctions();

  /**
   * Returns the names, in lower case, of the built-in functions that write rows or large objects.
   */
  public Set<String> writingFunctions() {
    return Set.of();
  }

  /**
   * Tells whether the qualifier of a table is what JDBC calls its catalog (MySQL: the database).
   */
  public boolean qualifiesByCatalog() {
    return false;
  }

  /**
   * Tells whether an UPDATE or DELETE with joins lists its tables as a query does, the changed one
   * among them.
   */
  public boolean listsChangedTableInJoins() {
    return false;
  }

  /** Tells whether texts may be equal that differ in case or in blanks at their ends. */
  public boolean comparesTextLoosely() {
    return false;
  }

  /** Tells whether making or dropping a temporary table commits the transaction. */
  public boolean temporaryTablesCommit() {
    return ddlCommitsImplicitly();
  }

  /**
   * Tells whether NULL (MySQL: and 0) for a column that the database counts up means the next
   * value.
   */
  public boolean makesKeyForNull() {
    return true;
  }

  /** Tells whether 0 for a column that the database counts up means the next value. */
  public boolean makesKeyForZero() {
    return false;
  }

  /**
   * Returns the query, after an INSERT on the same connection, for the values that it counted up,
   * or more; empty where they can't be told. A driver that returns the first one alone needs it.
   *
   * @param table the table's quoted and qualified name
   * @param column the counted-up column's quoted name
   * @param rows how many rows the INSERT gave
   */
  public Optional<String> generatedKeysQuery(String table, String column, int rows) {
    return Optional.empty();
  }

  @Override
  public final String toString() {
    return name;
  }
}
