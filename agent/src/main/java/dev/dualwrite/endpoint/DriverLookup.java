package dev.dualwrite.endpoint;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.dialect.Dialects;
import dev.dualwrite.phase.Side;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the driver of a database: in its own jars, or else where the application has it. */
public final class DriverLookup {
  /** A loader that is broken altogether would fail for ever. */
  private static final int MAX_MISSES = 20;

  private final Side side;
  private final Endpoint endpoint;
  private final ClassLoader loader;
  private volatile Driver found;

  /** A look-up that hasn't looked yet; the given loader sees the application's drivers. */
  public DriverLookup(Side side, Endpoint endpoint, ClassLoader applicationLoader) {
    this.side = side;
    this.endpoint = endpoint;
    this.loader =
        endpoint.driverPath().isEmpty()
            ? applicationLoader
            : new URLClassLoader(
                "dualwrite-" + side.label(),
                urls(endpoint.driverPath()),
                ClassLoader.getPlatformClassLoader());
  }

  /** A look-up whose driver is known. */
  public static DriverLookup known(Side side, Endpoint endpoint, Driver driver) {
    DriverLookup lookup = new DriverLookup(side, endpoint, driver.getClass().getClassLoader());
    lookup.found = driver;
    return lookup;
  }

  /** The loader that the driver comes from. */
  public ClassLoader loader() {
    return loader;
  }

  /**
   * The driver that is named, or else the vendor's, or else the first that accepts the URL.
   *
   * @throws SQLException if there is none, with what was tried and what to do
   */
  public Driver find() throws SQLException {
    if (found == null) {
      // Two threads may both look; the second one's find is as good as the first one's.
      found = look();
    }
    return found;
  }

  private Driver look() throws SQLException {
    List<String> misses = new ArrayList<>();
    Optional<Driver> driver =
        endpoint.driverClass().isPresent()
            ? load(endpoint.driverClass().get(), misses)
            : Dialects.forUrl(endpoint.url())
                .driverClassName()
                .flatMap(name -> load(name, misses))
                .or(() -> announced(misses));
    return driver.orElseThrow(() -> missing(misses));
  }

  private Optional<Driver> load(String className, List<String> misses) {
    try {
      Object driver = Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
      return Optional.of((Driver) driver);
    } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
      misses.add(className + " (" + unusable + ")");
      return Optional.empty();
    }
  }

  private Optional<Driver> announced(List<String> misses) {
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    while (misses.size() < MAX_MISSES) {
      try {
        if (!drivers.hasNext()) {
          return Optional.empty();
        }
        Driver driver = drivers.next();
        if (driver.acceptsURL(endpoint.url())) {
          return Optional.of(driver);
        }
      } catch (ServiceConfigurationError | SQLException unusable) {
        // One broken driver among several must not hide the one that is wanted.
        misses.add(unusable.toString());
      }
    }
    return Optional.empty();
  }

  private SQLException missing(List<String> misses) {
    String key = "dualwrite." + side.label() + ".driver.path";
    return new SQLException(
        "No driver for "
            + Secrets.mask(endpoint.url())
            + (endpoint.driverPath().isEmpty()
                ? " is among the application's classes"
                : " is in " + key + " " + endpoint.driverPath())
            + (misses.isEmpty() ? "" : "; tried " + String.join(", ", misses))
            + ". Name the jar of the driver in "
            + key
            + ".",
        "08001");
  }

  private static URL[] urls(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException("no URL can name the driver's jar " + jar, impossible);
      }
    }
    return urls.toArray(new URL[0]);
  }
}
