package dev.dualwrite.tests.harness;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test fresh databases; servers start on first use and stop when the test run ends. */
public final class Databases implements AutoCloseable {
  private final Map<Vendor, DatabaseServer> servers = new EnumMap<>(Vendor.class);
  private final Map<Vendor, BreakableServer> breakable = new EnumMap<>(Vendor.class);
  private int created;

  private Databases() {}

  /** Returns an empty old and an empty new database of one vendor. */
  public DatabasePair pair(Vendor vendor) throws Exception {
    return pair(vendor, vendor);
  }

  /** Returns an empty old and an empty new database, possibly of different vendors. */
  public synchronized DatabasePair pair(Vendor oldVendor, Vendor newVendor) throws Exception {
    created++;
    return new DatabasePair(
        server(oldVendor).create("old_" + created), server(newVendor).create("new_" + created));
  }

  /** Returns an empty old database, and an empty new one on the server that tests may break. */
  public synchronized DatabasePair breakablePair(Vendor vendor) throws Exception {
    created++;
    return new DatabasePair(
        server(vendor).create("old_" + created), breakable(vendor).create("new_" + created));
  }

  /** Returns such a pair whose new database's tables are on a disk of that size; to be closed. */
  public synchronized SmallPair smallPair(Vendor vendor, int megabytes) throws Exception {
    created++;
    return SmallPair.create(
        server(vendor).create("old_" + created), breakable(vendor), "new_" + created, megabytes);
  }

  /** Returns the server of that vendor that tests may break, in good health. */
  public synchronized BreakableServer breakable(Vendor vendor) throws Exception {
    BreakableServer server = breakable.get(vendor);
    if (server == null) {
      server = startBreakable(vendor);
      breakable.put(vendor, server);
    }
    server.heal();
    return server;
  }

  @Override
  public synchronized void close() throws Exception {
    for (BreakableServer server : breakable.values()) {
      server.kill();
    }
    for (DatabaseServer server : servers.values()) {
      server.stop();
    }
  }

  private DatabaseServer server(Vendor vendor) throws Exception {
    DatabaseServer server = servers.get(vendor);
    if (server == null) {
      server = start(vendor);
      servers.put(vendor, server);
    }
    return server;
  }

  private static DatabaseServer start(Vendor vendor) throws Exception {
    return switch (vendor) {
      case POSTGRESQL -> new PostgresServer();
      case MARIADB -> new MariaDbServer();
      case H2 -> new H2Server();
    };
  }

  private static BreakableServer startBreakable(Vendor vendor) throws Exception {
    return switch (vendor) {
      case POSTGRESQL -> BreakablePostgres.create();
      case MARIADB -> BreakableMariaDb.create();
      case H2 -> throw new IllegalArgumentException("H2 runs inside of the tests");
    };
  }

  /** Passes the one {@link Databases} of the test run to parameters of that type. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Databases.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(Databases.class, key -> new Databases());
    }
  }
}
