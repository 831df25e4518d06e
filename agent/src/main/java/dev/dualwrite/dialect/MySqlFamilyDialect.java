package dev.dualwrite.dialect;

import java.math.BigDecimal;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What MySQL and MariaDB have in common. */
abstract class MySqlFamilyDialect extends Dialect {
  private static final Lexing LEXING =
      Lexing.with(
          Lexing.Feature.BACKSLASH_ESCAPES,
          Lexing.Feature.DOUBLE_QUOTES_ARE_STRINGS,
          Lexing.Feature.HASH_COMMENTS,
          Lexing.Feature.DASH_COMMENTS_NEED_SPACE,
          Lexing.Feature.EXECUTABLE_COMMENTS,
          Lexing.Feature.BACKTICK_IDENTIFIERS);

  private static final ErrorCodes ERRORS =
      ErrorCodes.standard()
          .codes(ErrorCodes.Kind.CONNECTION_FAILURE, 1053, 1152, 1159, 1161, 1927, 2006, 2013, 4031)
          .codes(ErrorCodes.Kind.DUPLICATE_KEY, 1022, 1062, 1586, 1859)
          .codes(ErrorCodes.Kind.UNKNOWN_OBJECT, 1049, 1054, 1146)
          .codes(ErrorCodes.Kind.CONFLICT, 1020, 1205, 1213, 3058, 3572)
          .codes(ErrorCodes.Kind.READ_ONLY, 1223, 1290, 1792, 1836)
          .codes(ErrorCodes.Kind.FOREIGN_KEY, 1216, 1217, 1451, 1452)
          .codes(ErrorCodes.Kind.DATA, 1264, 1265, 1292, 1366, 1406, 1411, 3140)
          .codes(ErrorCodes.Kind.CANCELED, 1317, 1969, 3024)
          .codes(ErrorCodes.Kind.EXHAUSTED, 3, 1021, 1026, 1030, 1037, 1040, 1041, 1114, 1203);

  private final ColumnTypes types = new MySqlTypes();
  private final SessionDialect session = new MySqlSession();

  MySqlFamilyDialect(String name, String driverClassName) {
    super(name, driverClassName);
  }

  @Override
  public boolean sameFamily(Dialect other) {
    return other instanceof MySqlFamilyDialect;
  }

  /**
   * InnoDB rolls the whole transaction back on a deadlock, on a lock timeout the statement alone.
   */
  @Override
  public boolean endsTransaction(SQLException failure) {
    return super.endsTransaction(failure) || failure.getErrorCode() == 1213;
  }

  /**
   * Unless the session's sql_mode has NO_AUTO_VALUE_ON_ZERO; then the driver returns no key, and
   * the row is told as lost.
   */
  @Override
  public boolean makesKeyForZero() {
    return true;
  }

  /**
   * At REPEATABLE READ, InnoDB's default, a plain SELECT shows a row that an UPDATE found and left
   * as it is as it was when the transaction began.
   */
  @Override
  public LockClauses locks() {
    return super.locks().lockingToReadHeld();
  }

  @Override
  public boolean warningsAreOfLastStatement() {
    return true;
  }

  @Override
  public boolean beginsTransactionsByText() {
    return true;
  }

  @Override
  public Map<String, String> loginBounds(Duration atMost) {
    return Map.of("connectTimeout", String.valueOf(atMost.toMillis()));
  }

  /** MariaDB 10.6 and MySQL 8.0 have it; behind MySQL's driver, too, may be a MariaDB. */
  @Override
  public boolean skipsLocked(DatabaseMetaData server) throws SQLException {
    int major = server.getDatabaseMajorVersion();
    boolean mariaDb = server.getDatabaseProductVersion().contains("MariaDB");
    return mariaDb
        ? major > 10 || (major == 10 && server.getDatabaseMinorVersion() >= 6)
        : major >= 8;
  }

  /**
   * MariaDB alone has a limit for any statement, and takes 0 for not waiting at all, which MySQL
   * raises to its least, a second. With 0, SKIP LOCKED fails on a locked row in MariaDB 11.4.5
   * (1180, Operation not permitted during COMMIT).
   */
  @Override
  public List<String> boundWaits(Duration lock, Duration statement) {
    return List.of(
        "SET innodb_lock_wait_timeout = "
            + lock.toSeconds()
            + ", lock_wait_timeout = 1 /*M! , max_statement_time = "
            + BigDecimal.valueOf(statement.toMillis(), 3)
            + " */");
  }

  @Override
  public Lexing lexing() {
    return LEXING;
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public String fold(String unquoted) {
    return unquoted;
  }

  @Override
  public String qualify(String catalog, String schema, String table) {
    return catalog == null ? quote(table) : quote(catalog) + '.' + quote(table);
  }

  @Override
  public String firstRows(int rows) {
    return " LIMIT " + rows;
  }

  @Override
  public String rowAfter(long rows) {
    return " LIMIT 1 OFFSET " + rows;
  }

  @Override
  public boolean ddlCommitsImplicitly() {
    return true;
  }

  @Override
  public ErrorCodes errors() {
    return ERRORS;
  }

  @Override
  public RowStatements rows() {
    return new MySqlRows(this);
  }

  @Override
  public ColumnTypes types() {
    return types;
  }

  @Override
  public CatalogQueries catalogQueries() {
    return MySqlCatalog.QUERIES;
  }

  @Override
  public Optional<SequenceDialect> sequences() {
    return Optional.of(new MySqlSequences(this));
  }

  @Override
  public SessionDialect session() {
    return session;
  }

  @Override
  public Set<String> nonDeterministicFunctions() {
    return MySqlFunctions.VOLATILE;
  }

  @Override
  public Set<String> pureFunctions() {
    return MySqlFunctions.PURE;
  }

  @Override
  public boolean qualifiesByCatalog() {
    return true;
  }

  @Override
  public boolean listsChangedTableInJoins() {
    return true;
  }

  @Override
  public boolean comparesTextLoosely() {
    return true;
  }

  @Override
  public boolean temporaryTablesCommit() {
    return false;
  }

  /** An INSERT whose number of rows is known beforehand gets consecutive values (InnoDB). */
  @Override
  public Optional<String> generatedKeysQuery(String table, String column, int rows) {
    return Optional.of(
        "SELECT "
            + column
            + " FROM "
            + table
            + " WHERE "
            + column
            + " BETWEEN LAST_INSERT_ID() AND LAST_INSERT_ID() + "
            + (rows - 1)
            + " * @@auto_increment_increment");
  }
}
