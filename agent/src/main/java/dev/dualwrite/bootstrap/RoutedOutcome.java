package dev.dualwrite.bootstrap;

/**
 * What the application sees of a call that was made elsewhere.
 *
 * <p>A result of the wrong type is an exception, since anything else would be a wrong answer.
 */
public final class RoutedOutcome {
  private RoutedOutcome() {}

  /** Throws what was thrown. */
  public static void nothing(Call.Skipped call) {
    result(call);
  }

  /** The result of a method that returns an object; throws what was thrown. */
  public static Object result(Call.Skipped call) {
    if (call.thrown() != null) {
      RoutedOutcome.<RuntimeException>throwAsItIs(call.thrown());
    }
    return call.result();
  }

  /** The result of a method that returns a boolean. */
  public static boolean booleanResult(Call.Skipped call) {
    return (Boolean) result(call);
  }

  /** The result of a method that returns a byte. */
  public static byte byteResult(Call.Skipped call) {
    return (Byte) result(call);
  }

  /** The result of a method that returns a short. */
  public static short shortResult(Call.Skipped call) {
    return (Short) result(call);
  }

  /** The result of a method that returns an int. */
  public static int intResult(Call.Skipped call) {
    return (Integer) result(call);
  }

  /** The result of a method that returns a long. */
  public static long longResult(Call.Skipped call) {
    return (Long) result(call);
  }

  /** The result of a method that returns a float. */
  public static float floatResult(Call.Skipped call) {
    return (Float) result(call);
  }

  /** The result of a method that returns a double. */
  public static double doubleResult(Call.Skipped call) {
    return (Double) result(call);
  }

  /** The method that was called may throw it, whatever the compiler knows of it here. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAsItIs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
