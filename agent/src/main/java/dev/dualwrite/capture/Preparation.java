package dev.dualwrite.capture;

import dev.dualwrite.bootstrap.JdbcMethod;

/** How the application had a statement prepared. Immutable. */
public final class Preparation {
  private final JdbcMethod method;
  private final Object[] arguments;
  private final boolean read;

  Preparation(JdbcMethod method, Object[] arguments, boolean read) {
    this.method = method;
    this.arguments = arguments.clone();
    this.read = read;
  }

  /** The method of the connection. */
  public JdbcMethod method() {
    return method;
  }

  /** Its arguments, of which the first is the text. */
  public Object[] arguments() {
    return arguments.clone();
  }

  /** The text of the statement. */
  String sql() {
    return (String) arguments[0];
  }

  /** Whether nothing is written by it. */
  boolean isRead() {
    return read;
  }
}
