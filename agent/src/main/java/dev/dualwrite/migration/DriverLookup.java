package dev.dualwrite.migration;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.dialect.Dialects;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the driver of a database: in the jars that are configured, else where the application has
 * its own.
 */
public final class DriverLookup {
  private final String role;
  private final Endpoint endpoint;
  private final ClassLoader loader;
  private Driver found;

  /**
   * Creates a look-up that hasn't looked yet.
   *
   * @param role {@code old} or {@code new}, for messages
   * @param applicationLoader sees the application's drivers
   */
  public DriverLookup(String role, Endpoint endpoint, ClassLoader applicationLoader) {
    this.role = role;
    this.endpoint = endpoint;
    this.loader =
        endpoint.driverPath().isEmpty()
            ? applicationLoader
            : new URLClassLoader(
                "dualwrite-" + role,
                urls(endpoint.driverPath()),
                ClassLoader.getPlatformClassLoader());
  }

  /** Returns a look-up whose driver is known. */
  static DriverLookup known(Endpoint endpoint, Driver driver) {
    DriverLookup lookup = new DriverLookup("old", endpoint, driver.getClass().getClassLoader());
    lookup.found = driver;
    return lookup;
  }

  private static URL[] urls(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("no URL can name the driver's jar " + jar, e);
      }
    }
    return urls.toArray(new URL[0]);
  }

  /** The loader that the driver comes from. */
  ClassLoader loader() {
    return loader;
  }

  /**
   * Returns the driver.
   *
   * @throws SQLException when there is none for the URL, with what to do
   */
  synchronized Driver find() throws SQLException {
    if (found == null) {
      found = byClassName().or(this::byService).orElseThrow(this::missing);
    }
    return found;
  }

  private Optional<Driver> byClassName() {
    Optional<String> name =
        endpoint.driverClass().or(() -> Dialects.forUrl(endpoint.url()).driverClassName());
    if (!name.isPresent()) {
      return Optional.empty();
    }
    try {
      Object driver =
          Class.forName(name.get(), true, loader).getDeclaredConstructor().newInstance();
      return Optional.of((Driver) driver);
    } catch (ReflectiveOperationException | LinkageError notThere) {
      return Optional.empty();
    }
  }

  private Optional<Driver> byService() {
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        if (driver.acceptsURL(endpoint.url())) {
          return Optional.of(driver);
        }
      }
    } catch (ServiceConfigurationError | SQLException broken) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private SQLException missing() {
    return new SQLException(
        "no driver for dualwrite."
            + role
            + ".url is among the application's classes or in dualwrite."
            + role
            + ".driver.path: name the driver's jar there",
        "08001");
  }
}
