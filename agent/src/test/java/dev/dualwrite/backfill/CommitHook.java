package dev.dualwrite.backfill;

import dev.dualwrite.schema.ConnectionSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections whose commits are told before and after. */
final class CommitHook implements ConnectionSource {
  /** What is done there. */
  interface Action {
    void run(int commit) throws Exception;
  }

  private final String url;
  private final Action before;
  private final Action after;
  private final AtomicInteger commits = new AtomicInteger();

  CommitHook(String url, Action before, Action after) {
    this.url = url;
    this.before = before;
    this.after = after;
  }

  /** How often something was committed. */
  int commits() {
    return commits.get();
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().equals("commit");
              int number = commit ? commits.incrementAndGet() : 0;
              if (commit) {
                before.run(number);
              }
              Object result;
              try {
                result = method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (commit) {
                after.run(number);
              }
              return result;
            });
  }
}
