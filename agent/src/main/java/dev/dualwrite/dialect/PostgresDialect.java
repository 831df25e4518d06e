package dev.dualwrite.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 10 and newer with pgjdbc. */
final class PostgresDialect extends Dialect {
  private static final Lexing LEXING =
      Lexing.with(
          Lexing.Feature.DOLLAR_QUOTES,
          Lexing.Feature.DOLLAR_TAGS,
          Lexing.Feature.ESCAPE_STRINGS,
          Lexing.Feature.NESTED_COMMENTS);

  private static final ErrorCodes ERRORS =
      ErrorCodes.standard()
          .states(ErrorCodes.Kind.CONNECTION_FAILURE, "57P01", "57P02", "57P03", "57P05")
          .states(ErrorCodes.Kind.DUPLICATE_KEY, "23P01")
          .states(ErrorCodes.Kind.UNKNOWN_OBJECT, "42P01", "42703", "3F000")
          .states(ErrorCodes.Kind.CONFLICT, "55P03")
          .states(ErrorCodes.Kind.EXHAUSTED, "53", "58030");

  private final ColumnTypes types = new PostgresTypes();
  private final TableScans scans = new PostgresScans();
  private final SessionDialect session = new PostgresSession();

  PostgresDialect() {
    super("PostgreSQL", "org.postgresql.Driver");
  }

  /**
   * pgjdbc keeps the transaction's state that the server last told; its class is the application's,
   * hence the reflection.
   */
  @Override
  public boolean isTransactionAborted(Connection connection) {
    try {
      Object state = connection.getClass().getMethod("getTransactionState").invoke(connection);
      return "FAILED".equals(String.valueOf(state));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "pgjdbc's getTransactionState is needed to tell whether COMMIT will roll back; it is missing in "
              + connection.getClass().getName(),
          e);
    }
  }

  @Override
  public Map<String, String> loginBounds(Duration atMost) {
    String seconds = String.valueOf(Math.max(1, atMost.toSeconds()));
    return Map.of("connectTimeout", seconds, "loginTimeout", seconds);
  }

  @Override
  public List<String> boundWaits(Duration lock, Duration statement) {
    return List.of(
        "SET lock_timeout = " + lock.toMillis(), "SET statement_timeout = " + statement.toMillis());
  }

  /**
   * pgjdbc's NO_DATA ("no results were returned") and TOO_MANY_RESULTS ("a result was returned").
   */
  @Override
  public boolean isThrownAfterSuccess(SQLException failure) {
    return "02000".equals(failure.getSQLState()) || "0100E".equals(failure.getSQLState());
  }

  @Override
  public Lexing lexing() {
    return LEXING;
  }

  @Override
  public String fold(String unquoted) {
    return unquoted.toLowerCase(Locale.ROOT);
  }

  /** pgjdbc 42.7 appends RETURNING with the named columns to any INSERT, UPDATE or DELETE. */
  @Override
  public KeyReturnSupport returnsKeys(KeyReturn statement) {
    return KeyReturnSupport.ALL_NAMED_COLUMNS;
  }

  /**
   * FOR UPDATE would also keep others from inserting children of the rows, which take FOR KEY
   * SHARE, and be kept off by those; an UPDATE that leaves the keys alone does neither.
   */
  @Override
  public LockClauses locks() {
    return LockClauses.of(" FOR NO KEY UPDATE", " FOR NO KEY UPDATE SKIP LOCKED")
        .withRemoval(" FOR UPDATE");
  }

  @Override
  public boolean readingKeysConsumesThem() {
    return true;
  }

  @Override
  public boolean ddlCommitsImplicitly() {
    return false;
  }

  @Override
  public boolean failedStatementAbortsTransaction() {
    return true;
  }

  @Override
  public ErrorCodes errors() {
    return ERRORS;
  }

  @Override
  public String overridingSystemValue() {
    return " OVERRIDING SYSTEM VALUE";
  }

  @Override
  public RowStatements rows() {
    return new PostgresRows(this);
  }

  @Override
  public ColumnTypes types() {
    return types;
  }

  @Override
  public TableScans scans() {
    return scans;
  }

  @Override
  public CatalogQueries catalogQueries() {
    return PostgresCatalog.QUERIES;
  }

  @Override
  public Optional<SequenceDialect> sequences() {
    return Optional.of(new PostgresSequences(this));
  }

  @Override
  public SessionDialect session() {
    return session;
  }

  @Override
  public Set<String> nonDeterministicFunctions() {
    return PostgresFunctions.VOLATILE;
  }

  @Override
  public Set<String> pureFunctions() {
    return PostgresFunctions.PURE;
  }

  @Override
  public Set<String> writingFunctions() {
    return PostgresFunctions.WRITING;
  }

  @Override
  public boolean makesKeyForNull() {
    return false;
  }
}
