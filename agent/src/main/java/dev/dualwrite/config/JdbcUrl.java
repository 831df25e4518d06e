package dev.dualwrite.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares JDBC URLs by the database that they name. */
public final class JdbcUrl {
  private static final Pattern JDBC = Pattern.compile("(?i)jdbc:[a-z][\\w.+-]*:\\S.*");

  /** Scheme, authority without user and password, and path. */
  private static final Pattern WITH_HOST = Pattern.compile("([^/]*:@?)//(?:[^/@]*@)?([^/]*)(/.*)?");

  /** SQL Server names the database in a parameter. */
  private static final Pattern DATABASE_PARAMETER =
      Pattern.compile("(?i)[;?&](?:databaseName|database)=([^;&]*)");

  private static final Map<String, String> DEFAULT_PORTS =
      Map.of(
          "postgresql", "5432",
          "mysql", "3306",
          "mariadb", "3306",
          "sqlserver", "1433",
          "oracle", "1521",
          "db2", "50000",
          "derby", "1527",
          "h2", "9092",
          "hsqldb", "9001");

  private JdbcUrl() {}

  /**
   * Whether both URLs name the same database: parameters, user and password don't count, nor does
   * the case of the host, and a well-known default port equals none.
   */
  public static boolean matches(String configured, String actual) {
    return normalise(configured).equals(normalise(actual));
  }

  /** What a URL names a database by, which two that {@link #matches match} have in common. */
  public static String database(String url) {
    return normalise(url);
  }

  static boolean isJdbcUrl(String text) {
    return JDBC.matcher(text).matches();
  }

  private static String normalise(String url) {
    String database = withoutParameters(url.trim());
    Matcher matcher = WITH_HOST.matcher(database);
    if (!matcher.matches()) {
      return withoutHost(database);
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    String path = matcher.group(3) == null || matcher.group(3).equals("/") ? "" : matcher.group(3);
    return scheme + "//" + hosts(scheme, matcher.group(2)) + path + databaseParameter(url);
  }

  private static String withoutParameters(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != ';') {
      end++;
    }
    return url.substring(0, end);
  }

  private static String withoutHost(String url) {
    String[] parts = url.split(":", 3);
    if (parts.length < 3) {
      return url;
    }
    String vendor = parts[1].toLowerCase(Locale.ROOT);
    String rest = parts[2];
    if (vendor.equals("postgresql")) {
      return "jdbc:postgresql://localhost:5432/" + rest;
    }
    // H2 and HSQLDB take a bare path for a file.
    rest = rest.startsWith("file:") ? rest.substring("file:".length()) : rest;
    return "jdbc:" + vendor + ":" + rest;
  }

  private static String hosts(String scheme, String authority) {
    StringBuilder hosts = new StringBuilder();
    for (String host : authority.split(",", -1)) {
      hosts.append(hosts.length() == 0 ? "" : ",").append(host(scheme, host));
    }
    return hosts.toString();
  }

  private static String host(String scheme, String host) {
    String named = host.toLowerCase(Locale.ROOT);
    if (named.isEmpty() || named.startsWith(":")) {
      named = "localhost" + named;
    }
    boolean hasPort = named.lastIndexOf(':') > named.lastIndexOf(']');
    String port = DEFAULT_PORTS.get(scheme.split(":", 3)[1]);
    return hasPort || port == null ? named : named + ":" + port;
  }

  private static String databaseParameter(String url) {
    if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:sqlserver:")) {
      return "";
    }
    Matcher matcher = DATABASE_PARAMETER.matcher(url);
    return matcher.find() ? ";" + matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
