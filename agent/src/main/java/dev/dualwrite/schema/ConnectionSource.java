package dev.dualwrite.schema;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections of the agent's own, which nothing mirrors; the caller closes them. */
public interface ConnectionSource {

  /** Returns a connection in autocommit mode. */
  Connection open() throws SQLException;
}
