package dev.dualwrite.dialect;

/** MySQL with Connector/J. */
final class MySqlDialect extends MySqlFamilyDialect {

  MySqlDialect() {
    super("MySQL", "com.mysql.cj.jdbc.Driver");
  }

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
    return true;
  }
}
