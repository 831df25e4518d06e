package dev.dualwrite.bootstrap;

/**
 * The methods of {@code java.sql} that are hooked, by exact name and parameter types.
 *
 * <p>Exact, since drivers have public look-alikes that applications don't call (pgjdbc's
 * executeWithFlags, SQL Server's executeCommand).
 */
public enum JdbcMethod {
  COPY_IN(Role.COPY, Shape.OBJECT, "copyIn", "java.lang.String"),
  COPY_IN_READER(Role.COPY, Shape.LONG, "copyIn", "java.lang.String", "java.io.Reader"),
  COPY_IN_READER_BUFFERED(
      Role.COPY, Shape.LONG, "copyIn", "java.lang.String", "java.io.Reader", "int"),
  COPY_IN_STREAM(Role.COPY, Shape.LONG, "copyIn", "java.lang.String", "java.io.InputStream"),
  COPY_IN_STREAM_BUFFERED(
      Role.COPY, Shape.LONG, "copyIn", "java.lang.String", "java.io.InputStream", "int"),
  COPY_IN_WRITER(
      Role.COPY, Shape.LONG, "copyIn", "java.lang.String", "org.postgresql.util.ByteStreamWriter"),
  COPY_OUT(Role.COPY, Shape.OBJECT, "copyOut", "java.lang.String"),
  COPY_OUT_WRITER(Role.COPY, Shape.LONG, "copyOut", "java.lang.String", "java.io.Writer"),
  COPY_OUT_STREAM(Role.COPY, Shape.LONG, "copyOut", "java.lang.String", "java.io.OutputStream"),
  COPY_DUAL(Role.COPY, Shape.OBJECT, "copyDual", "java.lang.String"),
  CONNECT(Role.DRIVER, Shape.OBJECT, "connect", "java.lang.String", "java.util.Properties"),
  GET_CONNECTION(Role.DATA_SOURCE, Shape.OBJECT, "getConnection"),
  GET_CONNECTION_AS(
      Role.DATA_SOURCE, Shape.OBJECT, "getConnection", "java.lang.String", "java.lang.String"),
  GET_POOLED_CONNECTION(Role.POOL_DATA_SOURCE, Shape.OBJECT, "getPooledConnection"),
  GET_POOLED_CONNECTION_AS(
      Role.POOL_DATA_SOURCE,
      Shape.OBJECT,
      "getPooledConnection",
      "java.lang.String",
      "java.lang.String"),
  GET_XA_CONNECTION(Role.XA_DATA_SOURCE, Shape.OBJECT, "getXAConnection"),
  GET_XA_CONNECTION_AS(
      Role.XA_DATA_SOURCE, Shape.OBJECT, "getXAConnection", "java.lang.String", "java.lang.String"),
  GET_HANDLE(Role.POOLED_CONNECTION, Shape.OBJECT, "getConnection"),
  COMMIT(Role.CONNECTION, Shape.VOID, "commit"),
  ROLLBACK(Role.CONNECTION, Shape.VOID, "rollback"),
  CLOSE(Role.CONNECTION, Shape.VOID, "close"),
  ROLLBACK_TO(Role.CONNECTION, Shape.VOID, "rollback", "java.sql.Savepoint"),
  RELEASE_SAVEPOINT(Role.CONNECTION, Shape.VOID, "releaseSavepoint", "java.sql.Savepoint"),
  SET_SAVEPOINT(Role.CONNECTION, Shape.OBJECT, "setSavepoint"),
  SET_NAMED_SAVEPOINT(Role.CONNECTION, Shape.OBJECT, "setSavepoint", "java.lang.String"),
  SET_AUTO_COMMIT(Role.CONNECTION, Shape.VOID, "setAutoCommit", "boolean"),
  SET_SCHEMA(Role.CONNECTION, Shape.VOID, "setSchema", "java.lang.String"),
  SET_CATALOG(Role.CONNECTION, Shape.VOID, "setCatalog", "java.lang.String"),
  SET_ISOLATION(Role.CONNECTION, Shape.VOID, "setTransactionIsolation", "int"),
  SET_READ_ONLY(Role.CONNECTION, Shape.VOID, "setReadOnly", "boolean"),
  SET_HOLDABILITY(Role.CONNECTION, Shape.VOID, "setHoldability", "int"),
  SET_TYPE_MAP(Role.CONNECTION, Shape.VOID, "setTypeMap", "java.util.Map"),
  SET_CLIENT_INFO(
      Role.CONNECTION, Shape.VOID, "setClientInfo", "java.lang.String", "java.lang.String"),
  SET_ALL_CLIENT_INFO(Role.CONNECTION, Shape.VOID, "setClientInfo", "java.util.Properties"),
  SET_NETWORK_TIMEOUT(
      Role.CONNECTION, Shape.VOID, "setNetworkTimeout", "java.util.concurrent.Executor", "int"),
  ABORT(Role.CONNECTION, Shape.VOID, "abort", "java.util.concurrent.Executor"),
  PREPARE(Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String"),
  PREPARE_WITH_KEYS(Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String", "int"),
  PREPARE_WITH_KEY_INDEXES(
      Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String", "int[]"),
  PREPARE_WITH_KEY_NAMES(
      Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String", "java.lang.String[]"),
  PREPARE_SCROLLABLE(
      Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String", "int", "int"),
  PREPARE_HOLDABLE(
      Role.CONNECTION, Shape.OBJECT, "prepareStatement", "java.lang.String", "int", "int", "int"),
  PREPARE_CALL(Role.CONNECTION, Shape.OBJECT, "prepareCall", "java.lang.String"),
  PREPARE_CALL_SCROLLABLE(
      Role.CONNECTION, Shape.OBJECT, "prepareCall", "java.lang.String", "int", "int"),
  PREPARE_CALL_HOLDABLE(
      Role.CONNECTION, Shape.OBJECT, "prepareCall", "java.lang.String", "int", "int", "int"),
  EXECUTE_QUERY(Role.STATEMENT, Shape.OBJECT, "executeQuery", "java.lang.String"),
  EXECUTE(Role.STATEMENT, Shape.BOOLEAN, "execute", "java.lang.String"),
  EXECUTE_WITH_KEYS(Role.STATEMENT, Shape.BOOLEAN, "execute", "java.lang.String", "int"),
  EXECUTE_WITH_KEY_INDEXES(Role.STATEMENT, Shape.BOOLEAN, "execute", "java.lang.String", "int[]"),
  EXECUTE_WITH_KEY_NAMES(
      Role.STATEMENT, Shape.BOOLEAN, "execute", "java.lang.String", "java.lang.String[]"),
  EXECUTE_UPDATE(Role.STATEMENT, Shape.INT, "executeUpdate", "java.lang.String"),
  EXECUTE_UPDATE_WITH_KEYS(Role.STATEMENT, Shape.INT, "executeUpdate", "java.lang.String", "int"),
  EXECUTE_UPDATE_WITH_KEY_INDEXES(
      Role.STATEMENT, Shape.INT, "executeUpdate", "java.lang.String", "int[]"),
  EXECUTE_UPDATE_WITH_KEY_NAMES(
      Role.STATEMENT, Shape.INT, "executeUpdate", "java.lang.String", "java.lang.String[]"),
  EXECUTE_LARGE_UPDATE(Role.STATEMENT, Shape.LONG, "executeLargeUpdate", "java.lang.String"),
  EXECUTE_LARGE_UPDATE_WITH_KEYS(
      Role.STATEMENT, Shape.LONG, "executeLargeUpdate", "java.lang.String", "int"),
  EXECUTE_LARGE_UPDATE_WITH_KEY_INDEXES(
      Role.STATEMENT, Shape.LONG, "executeLargeUpdate", "java.lang.String", "int[]"),
  EXECUTE_LARGE_UPDATE_WITH_KEY_NAMES(
      Role.STATEMENT, Shape.LONG, "executeLargeUpdate", "java.lang.String", "java.lang.String[]"),
  ADD_BATCH(Role.STATEMENT, Shape.VOID, "addBatch", "java.lang.String"),
  CLEAR_BATCH(Role.STATEMENT, Shape.VOID, "clearBatch"),
  EXECUTE_BATCH(Role.STATEMENT, Shape.OBJECT, "executeBatch"),
  EXECUTE_LARGE_BATCH(Role.STATEMENT, Shape.OBJECT, "executeLargeBatch"),
  GET_WARNINGS(Role.STATEMENT, Shape.OBJECT, "getWarnings"),
  CLEAR_WARNINGS(Role.STATEMENT, Shape.VOID, "clearWarnings"),
  GET_GENERATED_KEYS(Role.STATEMENT, Shape.OBJECT, "getGeneratedKeys"),
  GET_RESULT_SET(Role.STATEMENT, Shape.OBJECT, "getResultSet"),
  EXECUTE_PREPARED_QUERY(Role.PREPARED, Shape.OBJECT, "executeQuery"),
  EXECUTE_PREPARED(Role.PREPARED, Shape.BOOLEAN, "execute"),
  EXECUTE_PREPARED_UPDATE(Role.PREPARED, Shape.INT, "executeUpdate"),
  EXECUTE_PREPARED_LARGE_UPDATE(Role.PREPARED, Shape.LONG, "executeLargeUpdate"),
  ADD_PREPARED_BATCH(Role.PREPARED, Shape.VOID, "addBatch"),
  CLEAR_PARAMETERS(Role.PREPARED, Shape.VOID, "clearParameters"),
  SET_BOOLEAN(Role.PREPARED, Shape.BIND, "setBoolean", "int", "boolean"),
  SET_BYTE(Role.PREPARED, Shape.BIND, "setByte", "int", "byte"),
  SET_SHORT(Role.PREPARED, Shape.BIND, "setShort", "int", "short"),
  SET_INT(Role.PREPARED, Shape.BIND, "setInt", "int", "int"),
  SET_LONG(Role.PREPARED, Shape.BIND, "setLong", "int", "long"),
  SET_FLOAT(Role.PREPARED, Shape.BIND, "setFloat", "int", "float"),
  SET_DOUBLE(Role.PREPARED, Shape.BIND, "setDouble", "int", "double"),
  SET_BIG_DECIMAL(Role.PREPARED, Shape.BIND, "setBigDecimal", "int", "java.math.BigDecimal"),
  SET_STRING(Role.PREPARED, Shape.BIND, "setString", "int", "java.lang.String"),
  SET_NSTRING(Role.PREPARED, Shape.BIND, "setNString", "int", "java.lang.String"),
  SET_BYTES(Role.PREPARED, Shape.BIND, "setBytes", "int", "byte[]"),
  SET_DATE(Role.PREPARED, Shape.BIND, "setDate", "int", "java.sql.Date"),
  SET_TIME(Role.PREPARED, Shape.BIND, "setTime", "int", "java.sql.Time"),
  SET_TIMESTAMP(Role.PREPARED, Shape.BIND, "setTimestamp", "int", "java.sql.Timestamp"),
  SET_OBJECT(Role.PREPARED, Shape.BIND_STREAM, "setObject", "int", "java.lang.Object"),
  SET_REF(Role.PREPARED, Shape.BIND, "setRef", "int", "java.sql.Ref"),
  SET_BLOB(Role.PREPARED, Shape.BIND, "setBlob", "int", "java.sql.Blob"),
  SET_CLOB(Role.PREPARED, Shape.BIND, "setClob", "int", "java.sql.Clob"),
  SET_NCLOB(Role.PREPARED, Shape.BIND, "setNClob", "int", "java.sql.NClob"),
  SET_ARRAY(Role.PREPARED, Shape.BIND, "setArray", "int", "java.sql.Array"),
  SET_URL(Role.PREPARED, Shape.BIND, "setURL", "int", "java.net.URL"),
  SET_ROW_ID(Role.PREPARED, Shape.BIND, "setRowId", "int", "java.sql.RowId"),
  SET_SQLXML(Role.PREPARED, Shape.BIND, "setSQLXML", "int", "java.sql.SQLXML"),
  SET_NULL(Role.PREPARED, Shape.BIND_MORE, "setNull", "int", "int"),
  SET_NULL_NAMED(Role.PREPARED, Shape.BIND_MORE, "setNull", "int", "int", "java.lang.String"),
  SET_OBJECT_TYPED(Role.PREPARED, Shape.BIND_STREAM, "setObject", "int", "java.lang.Object", "int"),
  SET_OBJECT_SCALED(
      Role.PREPARED, Shape.BIND_STREAM, "setObject", "int", "java.lang.Object", "int", "int"),
  SET_OBJECT_SQL_TYPED(
      Role.PREPARED, Shape.BIND_STREAM, "setObject", "int", "java.lang.Object", "java.sql.SQLType"),
  SET_OBJECT_SQL_SCALED(
      Role.PREPARED,
      Shape.BIND_STREAM,
      "setObject",
      "int",
      "java.lang.Object",
      "java.sql.SQLType",
      "int"),
  SET_DATE_AT(
      Role.PREPARED, Shape.BIND_MORE, "setDate", "int", "java.sql.Date", "java.util.Calendar"),
  SET_TIME_AT(
      Role.PREPARED, Shape.BIND_MORE, "setTime", "int", "java.sql.Time", "java.util.Calendar"),
  SET_TIMESTAMP_AT(
      Role.PREPARED,
      Shape.BIND_MORE,
      "setTimestamp",
      "int",
      "java.sql.Timestamp",
      "java.util.Calendar"),
  SET_ASCII_STREAM(
      Role.PREPARED, Shape.BIND_STREAM, "setAsciiStream", "int", "java.io.InputStream"),
  SET_ASCII_STREAM_INT(
      Role.PREPARED, Shape.BIND_STREAM, "setAsciiStream", "int", "java.io.InputStream", "int"),
  SET_ASCII_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setAsciiStream", "int", "java.io.InputStream", "long"),
  SET_BINARY_STREAM(
      Role.PREPARED, Shape.BIND_STREAM, "setBinaryStream", "int", "java.io.InputStream"),
  SET_BINARY_STREAM_INT(
      Role.PREPARED, Shape.BIND_STREAM, "setBinaryStream", "int", "java.io.InputStream", "int"),
  SET_BINARY_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setBinaryStream", "int", "java.io.InputStream", "long"),
  SET_CHARACTER_STREAM(
      Role.PREPARED, Shape.BIND_STREAM, "setCharacterStream", "int", "java.io.Reader"),
  SET_CHARACTER_STREAM_INT(
      Role.PREPARED, Shape.BIND_STREAM, "setCharacterStream", "int", "java.io.Reader", "int"),
  SET_CHARACTER_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setCharacterStream", "int", "java.io.Reader", "long"),
  SET_NCHARACTER_STREAM(
      Role.PREPARED, Shape.BIND_STREAM, "setNCharacterStream", "int", "java.io.Reader"),
  SET_NCHARACTER_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setNCharacterStream", "int", "java.io.Reader", "long"),
  SET_BLOB_STREAM(Role.PREPARED, Shape.BIND_STREAM, "setBlob", "int", "java.io.InputStream"),
  SET_BLOB_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setBlob", "int", "java.io.InputStream", "long"),
  SET_CLOB_STREAM(Role.PREPARED, Shape.BIND_STREAM, "setClob", "int", "java.io.Reader"),
  SET_CLOB_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setClob", "int", "java.io.Reader", "long"),
  SET_NCLOB_STREAM(Role.PREPARED, Shape.BIND_STREAM, "setNClob", "int", "java.io.Reader"),
  SET_NCLOB_STREAM_LONG(
      Role.PREPARED, Shape.BIND_STREAM, "setNClob", "int", "java.io.Reader", "long"),
  SET_UNICODE_STREAM(
      Role.PREPARED, Shape.BIND_STREAM, "setUnicodeStream", "int", "java.io.InputStream", "int"),
  REGISTER_OUT(Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "int", "int"),
  REGISTER_OUT_SCALED(Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "int", "int", "int"),
  REGISTER_OUT_NAMED(
      Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "int", "int", "java.lang.String"),
  REGISTER_OUT_SQL(
      Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "int", "java.sql.SQLType"),
  REGISTER_OUT_SQL_SCALED(
      Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "int", "java.sql.SQLType", "int"),
  REGISTER_OUT_SQL_NAMED(
      Role.PREPARED,
      Shape.BIND_MORE,
      "registerOutParameter",
      "int",
      "java.sql.SQLType",
      "java.lang.String"),
  REGISTER_OUT_BY_NAME(
      Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "java.lang.String", "int"),
  REGISTER_OUT_SCALED_BY_NAME(
      Role.PREPARED, Shape.BIND_MORE, "registerOutParameter", "java.lang.String", "int", "int"),
  REGISTER_OUT_NAMED_BY_NAME(
      Role.PREPARED,
      Shape.BIND_MORE,
      "registerOutParameter",
      "java.lang.String",
      "int",
      "java.lang.String"),
  REGISTER_OUT_SQL_BY_NAME(
      Role.PREPARED,
      Shape.BIND_MORE,
      "registerOutParameter",
      "java.lang.String",
      "java.sql.SQLType"),
  REGISTER_OUT_SQL_SCALED_BY_NAME(
      Role.PREPARED,
      Shape.BIND_MORE,
      "registerOutParameter",
      "java.lang.String",
      "java.sql.SQLType",
      "int"),
  REGISTER_OUT_SQL_NAMED_BY_NAME(
      Role.PREPARED,
      Shape.BIND_MORE,
      "registerOutParameter",
      "java.lang.String",
      "java.sql.SQLType",
      "java.lang.String");

  /** The interface of {@code java.sql} that declares a method. */
  public enum Role {
    DRIVER,
    DATA_SOURCE,
    POOL_DATA_SOURCE,
    XA_DATA_SOURCE,
    POOLED_CONNECTION,
    /** A driver's own interface for loading rows in bulk. */
    COPY,
    CONNECTION,
    STATEMENT,
    PREPARED,
    /** What tells of a database; none of its methods is hooked as a call. */
    META_DATA
  }

  /** How a method is hooked: by what it returns, or as a setter of a parameter. */
  public enum Shape {
    VOID,
    BOOLEAN,
    INT,
    LONG,
    OBJECT,
    BIND,
    BIND_MORE,
    BIND_STREAM
  }

  private final Role role;
  private final Shape shape;
  private final String methodName;
  private final String parameterTypes;

  JdbcMethod(Role role, Shape shape, String methodName, String... parameterTypes) {
    this.role = role;
    this.shape = shape;
    this.methodName = methodName;
    this.parameterTypes = String.join(",", parameterTypes);
  }

  /** The interface that declares this method. */
  public Role role() {
    return role;
  }

  /** How this method is hooked. */
  public Shape shape() {
    return shape;
  }

  /** Whether this method binds a parameter, or registers one; it is told once it has returned. */
  public boolean isSetter() {
    return shape == Shape.BIND || shape == Shape.BIND_MORE || shape == Shape.BIND_STREAM;
  }

  /** Whether this setter's value is told as a number: of whole ones and booleans. */
  public boolean bindsNumber() {
    return this == SET_INT
        || this == SET_LONG
        || this == SET_SHORT
        || this == SET_BYTE
        || this == SET_BOOLEAN;
  }

  /** The value of this setter that is told as a number. */
  public Object number(long number) {
    if (this == SET_INT) {
      return (int) number;
    }
    if (this == SET_SHORT) {
      return (short) number;
    }
    if (this == SET_BYTE) {
      return (byte) number;
    }
    return this == SET_BOOLEAN ? (Object) (number != 0) : (Object) number;
  }

  /** Whether this method executes a prepared statement with the parameters that it has. */
  public boolean executesPrepared() {
    return this == EXECUTE_PREPARED_QUERY
        || this == EXECUTE_PREPARED
        || this == EXECUTE_PREPARED_UPDATE
        || this == EXECUTE_PREPARED_LARGE_UPDATE;
  }

  /** Whether this method of a connection prepares a statement. */
  public boolean prepares() {
    return methodName.startsWith("prepare");
  }

  /** Whether this method registers an OUT parameter of a callable statement. */
  public boolean registersOutParameter() {
    return methodName.equals("registerOutParameter");
  }

  /** Whether this method of a loader of rows writes none itself. */
  public boolean writesNoRows() {
    return methodName.equals("copyOut") || methodName.equals("copyDual");
  }

  /** The name in {@code java.sql}. */
  public String methodName() {
    return methodName;
  }

  /** The parameter types as Java source names them, separated by commas. */
  public String parameterTypes() {
    return parameterTypes;
  }
}
