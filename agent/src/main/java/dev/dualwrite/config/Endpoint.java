package dev.dualwrite.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How one database is reached; its {@code toString} shows no password. */
public final class Endpoint {
  private final String url;
  private final Optional<String> username;
  private final Optional<String> password;
  private final List<Path> driverPath;
  private final Optional<String> driverClass;

  Endpoint(
      String url,
      Optional<String> username,
      Optional<String> password,
      List<Path> driverPath,
      Optional<String> driverClass) {
    this.url = url;
    this.username = username;
    this.password = password;
    this.driverPath = List.copyOf(driverPath);
    this.driverClass = driverClass;
  }

  /** The JDBC URL as configured; it may hold a password, so print {@link Secrets#mask} of it. */
  public String url() {
    return url;
  }

  /** The user to connect as, if configured. */
  public Optional<String> username() {
    return username;
  }

  /** The password to connect with, if configured. */
  public Optional<String> password() {
    return password;
  }

  /** The jars that hold the driver; empty if the application has it. */
  public List<Path> driverPath() {
    return driverPath;
  }

  /** The driver's class name, if configured. */
  public Optional<String> driverClass() {
    return driverClass;
  }

  @Override
  public String toString() {
    return Secrets.mask(url) + username.map(name -> " as " + name).orElse("");
  }
}
