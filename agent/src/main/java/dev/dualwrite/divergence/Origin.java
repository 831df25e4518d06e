package dev.dualwrite.divergence;

/** A place in the application's code. */
public final class Origin {
  private final String className;
  private final String method;
  private final int line;

  /** A place; a line below one means that it is not known. */
  public Origin(String className, String method, int line) {
    this.className = className;
    this.method = method;
    this.line = line;
  }

  /** The class's full name. */
  public String className() {
    return className;
  }

  /** The method's name. */
  public String method() {
    return method;
  }

  /** The line in the source file, below one if not known. */
  public int line() {
    return line;
  }

  @Override
  public String toString() {
    return className + "." + method + (line > 0 ? ":" + line : "");
  }
}
