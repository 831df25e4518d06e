package dev.dualwrite.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A vendor of whom nothing is used but the common ground of SQL: UPDATE then INSERT, no keys asked
 * of the driver.
 */
final class GenericDialect extends Dialect {
  private static final Lexing BRACKETS =
      Lexing.with(Lexing.Feature.BRACKET_IDENTIFIERS, Lexing.Feature.NESTED_COMMENTS);
  private static final Lexing SQLITE =
      Lexing.with(Lexing.Feature.BRACKET_IDENTIFIERS, Lexing.Feature.BACKTICK_IDENTIFIERS);

  private final GenericVendor vendor;
  private final ErrorCodes errors;
  private final ColumnTypes types = new GenericTypes();
  private final SessionDialect session = new NoSession();

  private GenericDialect(GenericVendor vendor, String name) {
    super(name, vendor.driverClassName);
    this.vendor = vendor;
    this.errors = GenericErrors.of(vendor);
  }

  static GenericDialect of(GenericVendor vendor) {
    return new GenericDialect(vendor, vendor.label);
  }

  /** Returns the dialect of a vendor of whom only the name in its URLs is known. */
  static GenericDialect unknown(String subprotocol) {
    return new GenericDialect(GenericVendor.UNKNOWN, subprotocol);
  }

  @Override
  public Lexing lexing() {
    switch (vendor) {
      case SQL_SERVER:
        return BRACKETS;
      case SQLITE:
        return SQLITE;
      case HSQLDB:
      case DERBY:
      case ORACLE:
      case DB2:
      case UNKNOWN:
        return Lexing.standard();
    }
    throw new AssertionError(vendor);
  }

  @Override
  public String fold(String unquoted) {
    switch (vendor.fold) {
      case UPPER:
        return unquoted.toUpperCase(Locale.ROOT);
      case AS_IS:
        return unquoted;
    }
    throw new AssertionError(vendor);
  }

  @Override
  public KeyReturnSupport returnsKeys(KeyReturn statement) {
    return statement == KeyReturn.INSERT
        ? KeyReturnSupport.GENERATED_FIRST_ONLY
        : KeyReturnSupport.NONE;
  }

  @Override
  public boolean comparesTextLoosely() {
    return true;
  }

  @Override
  public boolean readingKeysConsumesThem() {
    return true;
  }

  @Override
  public LockClauses locks() {
    return LockClauses.of(vendor.lockClause, vendor.skipLockedClause);
  }

  @Override
  public List<String> boundWaits(Duration lock, Duration statement) {
    switch (vendor) {
      case SQL_SERVER:
        return List.of("SET LOCK_TIMEOUT " + lock.toMillis());
      case DB2:
        return List.of("SET CURRENT LOCK TIMEOUT " + Math.max(1, lock.toSeconds()));
      case SQLITE:
        return List.of("PRAGMA busy_timeout = " + lock.toMillis());
      case HSQLDB:
      case DERBY:
      case ORACLE:
      case UNKNOWN:
        return List.of();
    }
    throw new AssertionError(vendor);
  }

  @Override
  public String rowAfter(long rows) {
    return vendor == GenericVendor.SQLITE ? " LIMIT 1 OFFSET " + rows : super.rowAfter(rows);
  }

  @Override
  public String firstRows(int rows) {
    switch (vendor) {
      case SQL_SERVER:
        return " OFFSET 0 ROWS" + super.firstRows(rows);
      case SQLITE:
        return " LIMIT " + rows;
      case HSQLDB:
      case DERBY:
      case ORACLE:
      case DB2:
      case UNKNOWN:
        return super.firstRows(rows);
    }
    throw new AssertionError(vendor);
  }

  @Override
  public boolean ddlCommitsImplicitly() {
    return vendor.ddlCommits;
  }

  @Override
  public ErrorCodes errors() {
    return errors;
  }

  @Override
  public RowStatements rows() {
    return new RowStatements(this);
  }

  @Override
  public ColumnTypes types() {
    return types;
  }

  @Override
  public CatalogQueries catalogQueries() {
    return CatalogQueries.NONE;
  }

  @Override
  public SessionDialect session() {
    return session;
  }

  @Override
  public Set<String> nonDeterministicFunctions() {
    return GenericFunctions.VOLATILE;
  }

  @Override
  public Set<String> pureFunctions() {
    return BuiltInFunctions.PURE;
  }
}
