package dev.dualwrite.dialect;

/** MySQL with Connector/J. */
final class MySqlDialect extends MySqlFamilyDialect {

  private final TableScans scans = new MySqlScans.OfConnectorJ();

  MySqlDialect() {
    super("MySQL", "com.mysql.cj.jdbc.Driver");
  }

  /**
   * Connector/J 9.7 counts the keys up from the server's insert id, one for each affected row; they
   * are made up where a row had a value of its own, or where rows were passed over, replaced or
   * updated instead.
   */
  @Override
  public KeyReturnSupport returnsKeys(KeyReturn statement) {
    switch (statement) {
      case INSERT:
        return KeyReturnSupport.GENERATED_ONLY;
      case INSERT_SELECT:
      case UPDATE:
      case DELETE:
        return KeyReturnSupport.NONE;
    }
    throw new AssertionError(statement);
  }

  @Override
  public boolean readingKeysConsumesThem() {
    return false;
  }

  @Override
  public TableScans scans() {
    return scans;
  }
}
