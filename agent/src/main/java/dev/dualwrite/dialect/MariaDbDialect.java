package dev.dualwrite.dialect;

import java.sql.PreparedStatement;
import java.util.Optional;

/** MariaDB with its own driver. */
final class MariaDbDialect extends MySqlFamilyDialect {

  private final TableScans scans = new MySqlScans();

  MariaDbDialect() {
    super("MariaDB", "org.mariadb.jdbc.Driver");
  }

  /**
   * Connector/J 3.5 ignores the names and makes a row of the OK packet's insert id; a batch has one
   * a statement.
   */
  @Override
  public KeyReturnSupport returnsKeys(KeyReturn statement) {
    switch (statement) {
      case INSERT:
      case INSERT_SELECT:
        return KeyReturnSupport.GENERATED_FIRST_ONLY;
      case UPDATE:
      case DELETE:
        return KeyReturnSupport.NONE;
    }
    throw new AssertionError(statement);
  }

  @Override
  public RowStatements rows() {
    return new MariaDbRows(this);
  }

  @Override
  public TableScans scans() {
    return scans;
  }

  @Override
  public Optional<PreparedInside> preparedInside(PreparedStatement statement) {
    return MariaDbInternals.preparedInside(statement);
  }

  @Override
  public boolean readingKeysConsumesThem() {
    return false;
  }
}
