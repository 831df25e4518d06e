package dev.dualwrite.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whole tables of MySQL and MariaDB. */
class MySqlScans extends TableScans {

  /** The server gives a client up that reads nothing for net_write_timeout, 60 s by default. */
  @Override
  public List<String> settings() {
    return List.of("SET time_zone = '+00:00', net_write_timeout = 3600");
  }

  /** ORDER BY sorts these two by the place in their declaration, and a comparison by their text. */
  @Override
  public boolean ordersAsItCompares(ColumnType type) {
    return !type.baseName().equals("enum") && !type.baseName().equals("set");
  }

  @Override
  public Optional<String> ownSession() {
    return Optional.of("SELECT CONNECTION_ID()");
  }

  /** MariaDB's table; MySQL 8 has it elsewhere. Needs the right PROCESS. */
  @Override
  public Optional<String> waitingFor(Collection<Long> sessions) {
    return Optional.of(
        "SELECT COUNT(DISTINCT w.requesting_trx_id) FROM information_schema.innodb_lock_waits w"
            + " JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id"
            + " WHERE b.trx_mysql_thread_id IN ("
            + sessions.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + ")");
  }

  /**
   * A text is quoted, since it may hold the separator; bytes are digits, and long values their own
   * hash, so that the whole never exceeds max_allowed_packet, where CONCAT gives NULL.
   */
  @Override
  public Optional<String> rowHash(List<ColumnType> types, List<String> columns) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add("IFNULL(" + text(types.get(i), columns.get(i)) + ", 'N')");
    }
    return Optional.of("MD5(CONCAT_WS(',', " + String.join(", ", values) + "))");
  }

  private static String text(ColumnType type, String column) {
    switch (type.baseName()) {
      case "tinytext":
      case "text":
      case "mediumtext":
      case "longtext":
      case "json":
        return "MD5(CONVERT(" + column + " USING utf8mb4))";
      case "tinyblob":
      case "blob":
      case "mediumblob":
      case "longblob":
        return "MD5(" + column + ")";
      case "bit":
        return "(" + column + " + 0)";
      case "float":
      case "float unsigned":
        return "(" + column + " + 0E0)";
      case "uuid":
      case "inet4":
      case "inet6":
        return column;
      default:
        return byForm(MySqlTypes.formOf(type), column);
    }
  }

  private static String byForm(ValueForm form, String column) {
    switch (form) {
      case TEXT:
      case JSON:
      case VENDOR_TEXT:
        return "QUOTE(CONVERT(" + column + " USING utf8mb4))";
      case BYTES:
        return "HEX(" + column + ")";
      case BOOLEAN:
      case INTEGER:
      case DECIMAL:
      case REAL:
      case DOUBLE:
      case DATE:
      case TIME:
      case ZONED_TIME:
      case TIMESTAMP:
      case ZONED_TIMESTAMP:
      case UUID:
      case BITS:
      case ARRAY:
        return column;
    }
    throw new AssertionError(form);
  }

  /** LIMIT keeps the server from computing the hash anew for each sum. */
  @Override
  public String sums(String rowHash, String table, String where) {
    return "SELECT COUNT(*), COUNT(h), "
        + half(1)
        + ", "
        + half(17)
        + " FROM (SELECT "
        + rowHash
        + " AS h FROM "
        + table
        + where
        + " LIMIT 18446744073709551615) hashes";
  }

  private static String half(int from) {
    return "SUM(CAST(CONV(SUBSTRING(h, " + from + ", 16), 16, 10) AS UNSIGNED))";
  }

  /** Connector/J gives rows as they come with this fetch size alone. */
  static final class OfConnectorJ extends MySqlScans {
    @Override
    public int fetchSize(int rows) {
      return Integer.MIN_VALUE;
    }
  }
}
