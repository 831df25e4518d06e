package dev.dualwrite.testing;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import dev.dualwrite.bootstrap.RoutedOutcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does around a driver's objects what the hooked methods do in a driver's classes, so that what the
 * hooks mean can be tested without an agent.
 */
public final class HookedJdbc implements InvocationHandler {
  private final Object real;
  private final Connection connection;
  private HookState state;

  private HookedJdbc(Object real, Connection connection) {
    this.real = real;
    this.connection = connection;
  }

  /** Returns the connection with the hooks around it and around its statements. */
  public static Connection of(Connection real) {
    return proxy(Connection.class, real, null);
  }

  private static <T> T proxy(Class<T> type, T real, Connection connection) {
    return type.cast(
        Proxy.newProxyInstance(
            HookedJdbc.class.getClassLoader(),
            new Class<?>[] {type, HostState.class, PostgresState.class},
            new HookedJdbc(real, connection)));
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == HostState.class) {
      return state(arguments);
    }
    if (method.getDeclaringClass() == PostgresState.class) {
      return PostgresState.of(real);
    }
    if (method.getName().equals("getConnection")) {
      return connection;
    }
    Optional<JdbcMethod> hooked = hooked(method);
    if (hooked.isEmpty()) {
      return routed(self, method, arguments, () -> callNative(self, method, arguments));
    }
    return hooked.get().isSetter()
        ? routed(self, method, arguments, () -> bind(self, hooked.get(), method, arguments))
        : call(self, hooked.get(), method, arguments);
  }

  private interface Native {
    Object call() throws Throwable;
  }

  private static Object routed(Object self, Method method, Object[] arguments, Native otherwise)
      throws Throwable {
    String types =
        Stream.of(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(","));
    Call.Skipped call =
        JdbcHooks.routing()
            ? JdbcHooks.route(self, method.getName() + "(" + types + ")", arguments)
            : null;
    if (call == null) {
      return otherwise.call();
    }
    return RoutedOutcome.result(call);
  }

  private Object state(Object[] arguments) {
    if (arguments == null) {
      return state;
    }
    state = (HookState) arguments[0];
    return null;
  }

  private Optional<JdbcMethod> hooked(Method method) {
    String types =
        Stream.of(method.getParameterTypes())
            .map(Class::getCanonicalName)
            .collect(Collectors.joining(","));
    return Stream.of(JdbcMethod.values())
        .filter(each -> (each.role() == Role.CONNECTION) == (real instanceof Connection))
        .filter(each -> each.methodName().equals(method.getName()))
        .filter(each -> each.parameterTypes().equals(types))
        .findFirst();
  }

  private Object bind(Object self, JdbcMethod hooked, Method method, Object[] arguments)
      throws Throwable {
    Object[] passed = arguments.clone();
    if (hooked.shape() == JdbcMethod.Shape.BIND_STREAM) {
      passed[1] = JdbcHooks.tee(self, hooked, passed[1]);
    }
    callNative(self, method, passed);
    if (hooked.shape() != JdbcMethod.Shape.BIND) {
      JdbcHooks.bound(self, hooked, passed);
    } else if (hooked.bindsNumber()) {
      JdbcHooks.bound(self, hooked, (int) passed[0], number(passed[1]));
    } else {
      JdbcHooks.bound(self, hooked, (int) passed[0], passed[1]);
    }
    return null;
  }

  private static long number(Object bound) {
    return bound instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) bound).longValue();
  }

  private Object call(Object self, JdbcMethod hooked, Method method, Object[] arguments)
      throws Throwable {
    Call call =
        hooked.executesPrepared()
            ? JdbcHooks.beforeExecution(self, hooked)
            : JdbcHooks.before(self, hooked, arguments);
    Object result = null;
    Throwable thrown = null;
    if (!(call instanceof Call.Skipped)) {
      try {
        result = callNative(self, method, arguments);
      } catch (Throwable failure) {
        thrown = failure;
      }
    }
    if (call != null || thrown != null) {
      thrown = JdbcHooks.after(call, self, hooked, result, thrown);
    }
    if (thrown != null) {
      throw thrown;
    }
    return JdbcHooks.result(call, result);
  }

  private Object callNative(Object self, Method method, Object[] arguments) throws Throwable {
    try {
      return wrapped(self, method.invoke(real, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object wrapped(Object self, Object result) {
    if (!(self instanceof Connection owner)) {
      return result;
    }
    if (result instanceof CallableStatement statement) {
      return proxy(CallableStatement.class, statement, owner);
    }
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement, owner);
    }
    return result instanceof Statement statement
        ? proxy(Statement.class, statement, owner)
        : result;
  }
}
