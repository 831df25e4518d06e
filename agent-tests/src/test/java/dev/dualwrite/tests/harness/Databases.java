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

  @Override
  public synchronized void close() throws Exception {
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
