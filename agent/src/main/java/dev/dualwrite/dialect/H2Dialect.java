package dev.dualwrite.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** H2 2.x; the settings in the URL say how it folds identifiers. */
final class H2Dialect extends Dialect {
  private static final Lexing LEXING =
      Lexing.with(
          Lexing.Feature.DOLLAR_QUOTES,
          Lexing.Feature.NESTED_COMMENTS,
          Lexing.Feature.SLASH_COMMENTS,
          Lexing.Feature.BACKTICK_IDENTIFIERS);

  private static final ErrorCodes ERRORS =
      ErrorCodes.standard()
          .codes(ErrorCodes.Kind.CONNECTION_FAILURE, 90007, 90013, 90020, 90067, 90098, 90121)
          .codes(ErrorCodes.Kind.UNKNOWN_OBJECT, 42102, 42103, 42104, 42122, 90079)
          .codes(ErrorCodes.Kind.CONFLICT, 40001, 50200, 90131)
          .codes(ErrorCodes.Kind.READ_ONLY, 90097)
          .codes(ErrorCodes.Kind.FOREIGN_KEY, 23503, 23506)
          .codes(ErrorCodes.Kind.EXHAUSTED, 90028, 90031, 90108);

  private final ColumnTypes types = new H2Types();
  private final SessionDialect session = new H2Session();
  private final boolean foldsToUpper;
  private final boolean foldsToLower;

  H2Dialect(String url) {
    super("H2", "org.h2.Driver");
    String settings = url.toUpperCase(Locale.ROOT) + ';';
    this.foldsToLower = settings.contains(";DATABASE_TO_LOWER=TRUE;");
    this.foldsToUpper = !foldsToLower && !settings.contains(";DATABASE_TO_UPPER=FALSE;");
  }

  /** H2 rolls the whole transaction back on a deadlock (2.x, Command.executeUpdate). */
  @Override
  public boolean endsTransaction(SQLException failure) {
    return super.endsTransaction(failure) || failure.getErrorCode() == 40001;
  }

  /** SKIP LOCKED came with 2.3. */
  @Override
  public boolean skipsLocked(DatabaseMetaData server) throws SQLException {
    int major = server.getDatabaseMajorVersion();
    return major > 2 || (major == 2 && server.getDatabaseMinorVersion() >= 3);
  }

  @Override
  public List<String> boundWaits(Duration lock, Duration statement) {
    return List.of(
        "SET LOCK_TIMEOUT " + lock.toMillis(), "SET QUERY_TIMEOUT " + statement.toMillis());
  }

  @Override
  public boolean severalFailTogetherInTransactions() {
    return true;
  }

  @Override
  public Lexing lexing() {
    return LEXING;
  }

  @Override
  public String fold(String unquoted) {
    if (foldsToLower) {
      return unquoted.toLowerCase(Locale.ROOT);
    }
    return foldsToUpper ? unquoted.toUpperCase(Locale.ROOT) : unquoted;
  }

  @Override
  public KeyReturnSupport returnsKeys(KeyReturn statement) {
    switch (statement) {
      case INSERT:
      case INSERT_SELECT:
      case UPDATE:
        return KeyReturnSupport.ALL_NAMED_COLUMNS;
      case DELETE:
        return KeyReturnSupport.NONE;
    }
    throw new AssertionError(statement);
  }

  @Override
  public boolean readingKeysConsumesThem() {
    return true;
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
  public String overridingSystemValue() {
    return " OVERRIDING SYSTEM VALUE";
  }

  @Override
  public RowStatements rows() {
    return new H2Rows(this);
  }

  @Override
  public ColumnTypes types() {
    return types;
  }

  @Override
  public CatalogQueries catalogQueries() {
    return H2Catalog.QUERIES;
  }

  @Override
  public Optional<SequenceDialect> sequences() {
    return Optional.of(new H2Sequences(this));
  }

  @Override
  public SessionDialect session() {
    return session;
  }

  @Override
  public Set<String> nonDeterministicFunctions() {
    return H2Functions.VOLATILE;
  }

  @Override
  public Set<String> pureFunctions() {
    return H2Functions.PURE;
  }
}
