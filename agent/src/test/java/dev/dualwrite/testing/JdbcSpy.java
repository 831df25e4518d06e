package dev.dualwrite.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a test and a database: remembers each call that reaches the driver, and lets the
 * test hold one up or make it fail.
 */
public final class JdbcSpy {
  private final String name;
  private final List<String> calls;
  private volatile Interference interference = call -> {};

  /** Creates a spy that writes {@code NAME: CALL} into a list, which may be another spy's too. */
  public JdbcSpy(String name, List<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  /** Creates a list that several spies may write into, from any thread. */
  public static List<String> newCalls() {
    return new CopyOnWriteArrayList<>();
  }

  /** Waits, for at most 20 s, until a call was made that another thread makes in its own time. */
  public static boolean seen(List<String> calls, String call) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!calls.contains(call) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return calls.contains(call);
  }

  /** What happens before a call reaches the driver. */
  @FunctionalInterface
  public interface Interference {
    /** Returns to let the call go on, or throws in the driver's place. */
    void before(String call) throws Throwable;
  }

  /** Interferes with all calls from now on. */
  public void interfere(Interference newInterference) {
    interference = newInterference;
  }

  /** Makes each call that begins with a text fail, until another interference is set. */
  public void fail(String beginning, Throwable failure) {
    interfere(
        call -> {
          if (call.startsWith(beginning)) {
            throw failure;
          }
        });
  }

  /** Makes the first call that begins with a text fail. */
  public void failOnce(String beginning, Throwable failure) {
    AtomicBoolean failed = new AtomicBoolean();
    interfere(
        call -> {
          if (call.startsWith(beginning) && failed.compareAndSet(false, true)) {
            throw failure;
          }
        });
  }

  /** Returns the connection with the spy before it. */
  public Connection of(Connection real) {
    return proxy(Connection.class, real, "", null);
  }

  private <T> T proxy(Class<T> type, T real, String text, Connection connection) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getDeclaringClass() == PostgresState.class) {
            return PostgresState.of(real);
          }
          if (method.getName().equals("getConnection")) {
            return connection;
          }
          String call = describe(method, arguments, text);
          calls.add(name + ": " + call);
          interference.before(call);
          return wrapped(invoke(real, method, arguments), self, arguments);
        };
    return type.cast(
        Proxy.newProxyInstance(
            JdbcSpy.class.getClassLoader(), new Class<?>[] {type, PostgresState.class}, handler));
  }

  private static String describe(Method method, Object[] arguments, String text) {
    List<String> words = new ArrayList<>(List.of(method.getName()));
    if (arguments != null && !method.getName().equals("abort")) {
      words.add(String.valueOf(arguments[0]));
    } else if (!text.isEmpty()) {
      words.add(text);
    }
    return String.join(" ", words);
  }

  private Object wrapped(Object result, Object self, Object[] arguments) {
    if (!(self instanceof Connection connection)) {
      return result;
    }
    if (result instanceof CallableStatement statement) {
      return proxy(CallableStatement.class, statement, (String) arguments[0], connection);
    }
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement, (String) arguments[0], connection);
    }
    return result instanceof Statement statement
        ? proxy(Statement.class, statement, "", connection)
        : result;
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** An error as a database's that ended a transaction in favour of another. */
  public static SQLException deadlock() {
    return new SQLException("deadlock", "40001", 40001);
  }

  /** An error as a database server's that is gone. */
  public static SQLException connectionLost() {
    return new SQLException("connection lost", "08006");
  }
}
