package dev.dualwrite.route;

import java.lang.reflect.Method;
import java.util.Optional;
import javax.sql.CommonDataSource;

/** The URL of a driver's data source. */
final class SourceUrl {
  private SourceUrl() {}

  /** Drivers' data sources agree on no interface for this (getUrl: H2, MariaDB; getURL: others). */
  static Optional<String> of(CommonDataSource source) {
    return text(source, "getUrl").or(() -> text(source, "getURL"));
  }

  private static Optional<String> text(CommonDataSource source, String getter) {
    try {
      Method method = source.getClass().getMethod(getter);
      return method.getReturnType() == String.class
          ? Optional.ofNullable((String) method.invoke(source))
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException none) {
      return Optional.empty();
    }
  }
}
