package dev.dualwrite.tests.apps;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Changes the phase of the agent of this JVM from inside, with no gate and no fence. */
public final class PhaseChange {
  private PhaseChange() {}

  /** Transactions that begin from now on have the phase of this label. */
  public static void to(String label) {
    try {
      Object router =
          field(Class.forName("dev.dualwrite.bootstrap.JdbcHooks", true, null), null, "handler");
      Object migrations = field(router.getClass(), router, "migrations");
      Object current = migrations.getClass().getMethod("phase").invoke(migrations);
      for (Method method : current.getClass().getMethods()) {
        if (method.getName().equals("change")) {
          Object phase =
              method
                  .getParameterTypes()[0]
                  .getMethod("valueOf", String.class)
                  .invoke(null, label.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
          method.invoke(current, phase);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the agent isn't built as this test expects", e);
    }
  }

  private static Object field(Class<?> type, Object object, String name)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
