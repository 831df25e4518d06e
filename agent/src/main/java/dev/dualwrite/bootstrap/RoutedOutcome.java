package dev.dualwrite.bootstrap;

/**
 * What the application sees of a call that may have been made elsewhere: that one's outcome, or the
 * native one.
 *
 * <p>A result of the wrong type is an exception, since anything else would be a wrong answer.
 */
public final class RoutedOutcome {
  private RoutedOutcome() {}

  /** What was thrown. */
  public static Throwable thrown(Call.Skipped call, Throwable nativeThrown) {
    return call == null ? nativeThrown : call.thrown();
  }

  /** The result of a method that returns an object. */
  public static Object result(Call.Skipped call, Object nativeResult) {
    return call == null ? nativeResult : call.result();
  }

  /** The result of a method that returns a boolean. */
  public static boolean booleanResult(Call.Skipped call, boolean nativeResult) {
    return isMissing(call) ? nativeResult : (Boolean) call.result();
  }

  /** The result of a method that returns a byte. */
  public static byte byteResult(Call.Skipped call, byte nativeResult) {
    return isMissing(call) ? nativeResult : (Byte) call.result();
  }

  /** The result of a method that returns a short. */
  public static short shortResult(Call.Skipped call, short nativeResult) {
    return isMissing(call) ? nativeResult : (Short) call.result();
  }

  /** The result of a method that returns an int. */
  public static int intResult(Call.Skipped call, int nativeResult) {
    return isMissing(call) ? nativeResult : (Integer) call.result();
  }

  /** The result of a method that returns a long. */
  public static long longResult(Call.Skipped call, long nativeResult) {
    return isMissing(call) ? nativeResult : (Long) call.result();
  }

  /** The result of a method that returns a float. */
  public static float floatResult(Call.Skipped call, float nativeResult) {
    return isMissing(call) ? nativeResult : (Float) call.result();
  }

  /** The result of a method that returns a double. */
  public static double doubleResult(Call.Skipped call, double nativeResult) {
    return isMissing(call) ? nativeResult : (Double) call.result();
  }

  private static boolean isMissing(Call.Skipped call) {
    return call == null || call.thrown() != null;
  }
}
