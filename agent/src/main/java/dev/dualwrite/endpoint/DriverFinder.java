package dev.dualwrite.endpoint;

import dev.dualwrite.config.Endpoint;
import dev.dualwrite.config.Secrets;
import dev.dualwrite.dialect.Dialects;
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

/** One search for the driver of a database, in its own jars or where the application has it. */
final class DriverFinder {
  private final Endpoint endpoint;
  private final ClassLoader applicationLoader;
  private final List<String> misses = new ArrayList<>();

  DriverFinder(Endpoint endpoint, ClassLoader applicationLoader) {
    this.endpoint = endpoint;
    this.applicationLoader = applicationLoader;
  }

  /** The driver that is named, or else the first that accepts the URL. */
  Driver find() throws SQLException {
    ClassLoader loader = loader();
    Optional<String> named = endpoint.driverClass();
    if (named.isPresent()) {
      return load(named.get(), loader).orElseThrow(this::missing);
    }
    return Dialects.forUrl(endpoint.url())
        .driverClassName()
        .flatMap(name -> load(name, loader))
        .or(() -> announced(loader))
        .orElseThrow(this::missing);
  }

  private ClassLoader loader() throws SQLException {
    if (endpoint.driverPath().isEmpty()) {
      return applicationLoader;
    }
    List<URL> jars = new ArrayList<>();
    for (Path jar : endpoint.driverPath()) {
      try {
        jars.add(jar.toUri().toURL());
      } catch (MalformedURLException impossible) {
        throw new SQLException("The driver's path " + jar + " is no URL.", impossible);
      }
    }
    return new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private Optional<Driver> load(String className, ClassLoader loader) {
    try {
      Object driver = Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
      return Optional.of((Driver) driver);
    } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
      misses.add(className + " (" + unusable + ")");
      return Optional.empty();
    }
  }

  private Optional<Driver> announced(ClassLoader loader) {
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    while (true) {
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
  }

  private SQLException missing() {
    String place =
        endpoint.driverPath().isEmpty()
            ? "the class path"
            : "the driver path " + endpoint.driverPath();
    return new SQLException(
        "No driver for "
            + Secrets.mask(endpoint.url())
            + " in "
            + place
            + (misses.isEmpty() ? "" : "; tried " + String.join(", ", misses))
            + ". Set driver.path of this database to its driver's jar.",
        "08001");
  }
}
