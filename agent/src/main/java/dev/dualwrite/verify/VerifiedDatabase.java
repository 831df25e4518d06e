package dev.dualwrite.verify;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.ConnectionBounds;
import dev.dualwrite.schema.ConnectionSource;
import dev.dualwrite.schema.Database;
import dev.dualwrite.schema.SchemaReader;
import dev.dualwrite.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One of the two databases, read by connections of its own. */
public final class VerifiedDatabase {
  private final Database database;
  private final SchemaReader reader;
  private final CachedSchema schema;

  /** Creates the view of one side; nothing is opened yet. */
  public VerifiedDatabase(Database database) {
    this(database, new SchemaReader(database.dialect(), database.connections()));
  }

  private VerifiedDatabase(Database database, SchemaReader reader) {
    this(database, reader, new CachedSchema(reader));
  }

  private VerifiedDatabase(Database database, SchemaReader reader, CachedSchema schema) {
    this.database = database;
    this.reader = reader;
    this.schema = schema;
  }

  /** Returns the view of one side whose tables are looked up by others, too. */
  public static VerifiedDatabase sharing(Database database, CachedSchema schema) {
    return new VerifiedDatabase(
        database, new SchemaReader(database.dialect(), database.connections()), schema);
  }

  /** Returns which of the two it is. */
  public Side side() {
    return database.side();
  }

  /** Returns it without what is known of its tables. */
  public Database database() {
    return database;
  }

  /** Returns its vendor's dialect. */
  public Dialect dialect() {
    return database.dialect();
  }

  /** Returns where its connections come from. */
  public ConnectionSource connections() {
    return database.connections();
  }

  /** Returns what is known of its tables. */
  public CachedSchema schema() {
    return schema;
  }

  /** Returns its tables, parents before their children; one question for each. */
  public List<TableName> tables() throws SQLException {
    return reader.tables();
  }

  /** Opens a connection that shows what is committed, and values' texts alike everywhere. */
  public Connection open() throws SQLException {
    Connection connection = connections().open();
    try {
      ConnectionBounds.readCommitted(connection);
      try (Statement statement = connection.createStatement()) {
        for (String setting : dialect().scans().settings()) {
          statement.execute(setting);
        }
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  @Override
  public String toString() {
    return "the " + side().label() + " database";
  }
}
