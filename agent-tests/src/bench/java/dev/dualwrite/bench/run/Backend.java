package dev.dualwrite.bench.run;

import dev.dualwrite.bench.nothing.NothingDriver;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.DatabasePair;
import dev.dualwrite.tests.harness.Vendor;
import java.sql.Driver;
import java.util.stream.Collectors;

/** What is under the contenders. */
public enum Backend {
  NOTHING("a driver that does nothing", Vendor.H2),
  H2("H2 in memory", Vendor.H2),
  POSTGRESQL("PostgreSQL", Vendor.POSTGRESQL);

  private final String label;
  private final Vendor vendor;

  Backend(String label, Vendor vendor) {
    this.label = label;
    this.vendor = vendor;
  }

  public String label() {
    return label;
  }

  /** Returns the database of that URL. */
  public Database database(String url) {
    return switch (this) {
      case NOTHING, H2 -> new Database(vendor, url, "sa", "");
      case POSTGRESQL -> new Database(vendor, url, PostgresServers.USER, PostgresServers.USER);
    };
  }

  /** Returns a pair that every JVM has for itself. */
  public DatabasePair inMemory() {
    return switch (this) {
      case NOTHING ->
          new DatabasePair(database(NothingDriver.url("old")), database(NothingDriver.url("new")));
      case H2 -> new DatabasePair(database(h2("old")), database(h2("new")));
      case POSTGRESQL -> throw new IllegalArgumentException("PostgreSQL is a server");
    };
  }

  /** Makes its table within the call that connects, past whatever watches statements. */
  private static String h2(String name) {
    return "jdbc:h2:mem:"
        + name
        + ";DB_CLOSE_DELAY=-1;INIT="
        + Items.statementsOfH2().stream().collect(Collectors.joining("\\;"));
  }

  /** Returns its driver, past DriverManager, which all other drivers would be asked by first. */
  public Driver driver() {
    return switch (this) {
      case NOTHING -> new NothingDriver();
      case H2 -> new org.h2.Driver();
      case POSTGRESQL -> new org.postgresql.Driver();
    };
  }
}
