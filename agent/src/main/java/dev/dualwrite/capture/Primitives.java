package dev.dualwrite.capture;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;

/** What reflection leaves to its caller about primitive types. */
final class Primitives {
  private Primitives() {}

  /** The value that stands for SQL NULL: 0 or false, null for an object. */
  static Object zero(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }

  /** The class whose objects hold values of the type. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
