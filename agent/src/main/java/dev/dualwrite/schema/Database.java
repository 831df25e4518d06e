package dev.dualwrite.schema;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.phase.Side;
import java.util.Objects;

/** One of the two databases: which of them, its vendor, and how connections to it are opened. */
public final class Database {
  private final Side side;
  private final Dialect dialect;
  private final ConnectionSource connections;

  private Database(Side side, Dialect dialect, ConnectionSource connections) {
    this.side = Objects.requireNonNull(side, "side");
    this.dialect = Objects.requireNonNull(dialect, "dialect");
    this.connections = Objects.requireNonNull(connections, "connections");
  }

  /** Returns the database of a side. */
  public static Database of(Side side, Dialect dialect, ConnectionSource connections) {
    return new Database(side, dialect, connections);
  }

  /** Returns which of the two it is. */
  public Side side() {
    return side;
  }

  /** Returns its vendor. */
  public Dialect dialect() {
    return dialect;
  }

  /** Returns what opens connections of the agent's own to it. */
  public ConnectionSource connections() {
    return connections;
  }
}
