package dev.dualwrite.migration;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.SchemaReader;

/** One of the two databases, as the classes of one driver of the application reach it. */
final class ApplicationDatabase {
  private final Side side;
  private final String url;
  private final Dialect dialect;
  private final ClassLoader driverLoader;
  private final ConnectionSource forApplication;
  private final OwnConnections own;
  private final CachedSchema schema;

  /**
   * Describes a database without opening a connection.
   *
   * @param url without secrets, for messages
   * @param forAgent opens the agent's connections
   * @param forApplication opens connections for the application
   */
  ApplicationDatabase(
      Side side,
      String url,
      Dialect dialect,
      ClassLoader driverLoader,
      ConnectionSource forAgent,
      ConnectionSource forApplication) {
    this.side = side;
    this.url = url;
    this.dialect = dialect;
    this.driverLoader = driverLoader;
    this.forApplication = forApplication;
    this.own = new OwnConnections(forAgent);
    this.schema = new CachedSchema(new SchemaReader(dialect, own));
  }

  Side side() {
    return side;
  }

  String url() {
    return url;
  }

  Dialect dialect() {
    return dialect;
  }

  ClassLoader driverLoader() {
    return driverLoader;
  }

  ConnectionSource forApplication() {
    return forApplication;
  }

  /** The same as whoever isn't the application sees it. */
  Database asDatabase() {
    return Database.of(side, dialect, own);
  }

  OwnConnections own() {
    return own;
  }

  CachedSchema schema() {
    return schema;
  }
}
