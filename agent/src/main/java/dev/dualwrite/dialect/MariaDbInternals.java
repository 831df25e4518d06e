package dev.dualwrite.dialect;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What MariaDB's driver (3.5) keeps of a statement that its updatable result sets prepared and
 * bound by methods of their own; its classes are the application's, hence the reflection.
 */
final class MariaDbInternals {
  private MariaDbInternals() {}

  static Optional<PreparedInside> preparedInside(PreparedStatement statement) {
    try {
      String sql = (String) field(statement, "sql");
      Object parameters = field(statement, "parameters");
      Method size = accessible(parameters.getClass().getMethod("size"));
      Method get = accessible(parameters.getClass().getMethod("get", int.class));
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < (Integer) size.invoke(parameters); i++) {
        Object parameter = get.invoke(parameters, i);
        boolean isNull =
            (Boolean) accessible(parameter.getClass().getMethod("isNull")).invoke(parameter);
        values.add(isNull ? null : field(parameter, "value"));
      }
      return Optional.of(new PreparedInside(sql, values));
    } catch (ReflectiveOperationException | RuntimeException otherVersion) {
      // Another version of the driver, or one in a closed module; the write is told as not
      // mirrored.
      return Optional.empty();
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(owner);
        }
      }
    }
    throw new NoSuchFieldException(owner.getClass().getName() + "." + name);
  }

  private static Method accessible(Method method) {
    method.setAccessible(true);
    return method;
  }
}
