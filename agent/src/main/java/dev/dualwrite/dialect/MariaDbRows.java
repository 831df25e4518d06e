package dev.dualwrite.dialect;

/** Rows of MariaDB, through its own driver. */
final class MariaDbRows extends MySqlRows {
  MariaDbRows(Dialect dialect) {
    super(dialect);
  }

  /**
   * Connector/J sends a batch of a plain INSERT by COM_STMT_BULK_EXECUTE; with ON DUPLICATE KEY it
   * sends each row by itself.
   */
  @Override
  public boolean sendsBatchesAtOnce() {
    return true;
  }
}
