package dev.dualwrite.dialect;

/** MariaDB with its own driver. */
final class MariaDbDialect extends MySqlFamilyDialect {

  MariaDbDialect() {
    super("MariaDB", "org.mariadb.jdbc.Driver");
  }

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
  public boolean readingKeysConsumesThem() {
    return true;
  }
}
