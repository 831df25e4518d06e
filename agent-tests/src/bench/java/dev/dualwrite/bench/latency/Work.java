package dev.dualwrite.bench.latency;

import java.sql.SQLException;

/** What is measured. */
public enum Work {
  AUTOCOMMIT("single write in autocommit", 1, 1),
  ONE("1 write", 1, 1),
  FIVE("5 writes", 5, 1),
  TWENTY("20 writes", 20, 1),
  FIVE_ON_FOUR("5 writes, 4 connections", 5, 4);

  private final String label;
  private final int writes;
  private final int connections;

  Work(String label, int writes, int connections) {
    this.label = label;
    this.writes = writes;
    this.connections = connections;
  }

  public String label() {
    return label;
  }

  /** Returns the writes of one transaction. */
  public int writes() {
    return writes;
  }

  int connections() {
    return connections;
  }

  void once(Application application, long number) throws SQLException {
    switch (this) {
      case AUTOCOMMIT -> application.write(number);
      case ONE, FIVE, TWENTY, FIVE_ON_FOUR -> application.transaction(writes, number);
    }
  }
}
