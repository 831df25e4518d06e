package dev.dualwrite.dialect;

/** The vendors for which only the common ground of SQL is used, and where each leaves it. */
enum GenericVendor {
  HSQLDB(
      "HSQLDB", "jdbc:hsqldb:", "org.hsqldb.jdbc.JDBCDriver", Fold.UPPER, " FOR UPDATE", "", true),
  DERBY(
      "Derby",
      "jdbc:derby:",
      "org.apache.derby.jdbc.EmbeddedDriver",
      Fold.UPPER,
      " FOR UPDATE WITH RS",
      "",
      false),
  SQLITE("SQLite", "jdbc:sqlite:", "org.sqlite.JDBC", Fold.AS_IS, "", "", false),
  SQL_SERVER(
      "SQL Server",
      "jdbc:sqlserver:",
      "com.microsoft.sqlserver.jdbc.SQLServerDriver",
      Fold.AS_IS,
      "",
      "",
      false),
  ORACLE(
      "Oracle",
      "jdbc:oracle:",
      "oracle.jdbc.OracleDriver",
      Fold.UPPER,
      " FOR UPDATE",
      " FOR UPDATE SKIP LOCKED",
      true),
  DB2(
      "Db2",
      "jdbc:db2:",
      "com.ibm.db2.jcc.DB2Driver",
      Fold.UPPER,
      " FOR UPDATE WITH RS USE AND KEEP UPDATE LOCKS",
      "",
      false),
  UNKNOWN("unknown database", null, null, Fold.UPPER, "", "", false);

  /** What becomes of an unquoted identifier. */
  enum Fold {
    UPPER,
    AS_IS
  }

  final String label;
  final String urlPrefix;
  final String driverClassName;
  final Fold fold;
  final String lockClause;
  final String skipLockedClause;
  final boolean ddlCommits;

  GenericVendor(
      String label,
      String urlPrefix,
      String driverClassName,
      Fold fold,
      String lockClause,
      String skipLockedClause,
      boolean ddlCommits) {
    this.label = label;
    this.urlPrefix = urlPrefix;
    this.driverClassName = driverClassName;
    this.fold = fold;
    this.lockClause = lockClause;
    this.skipLockedClause = skipLockedClause;
    this.ddlCommits = ddlCommits;
  }

  boolean isNamedBy(String url) {
    return urlPrefix != null && url.startsWith(urlPrefix);
  }
}
