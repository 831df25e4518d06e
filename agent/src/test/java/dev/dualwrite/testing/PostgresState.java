package dev.dualwrite.testing;

import java.lang.reflect.Proxy;

/** What the agent asks a connection of PostgreSQL's driver beyond JDBC, also of a test's proxy. */
public interface PostgresState {

  /** Returns the state of the transaction under way, as the server last told it. */
  Object getTransactionState();

  /** Asks the connection that a proxy stands before. */
  static Object of(Object real) throws ReflectiveOperationException {
    return Proxy.isProxyClass(real.getClass())
        ? ((PostgresState) real).getTransactionState()
        : real.getClass().getMethod("getTransactionState").invoke(real);
  }
}
