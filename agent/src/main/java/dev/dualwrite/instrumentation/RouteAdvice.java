package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.RoutedOutcome;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The advice around the methods of connections and statements that aren't hooked otherwise: once a
 * call was routed in this JVM, each asks where it is to go. Until then it costs one read.
 *
 * <p>One exit for each return type: under dynamic typing, a wrongly boxed return would silently
 * become 0. No exit suppresses what it throws, since the native result would be the wrong one.
 */
final class RouteAdvice {
  private static final String NAME_AND_PARAMETERS = "#m#s";

  private RouteAdvice() {}

  /** Before each method. */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(skipOn = Call.Skipped.class)
    static Call.Skipped enter(
        @Advice.This Object target,
        @Advice.Origin(NAME_AND_PARAMETERS) String method,
        @Advice.AllArguments Object[] arguments) {
      return JdbcHooks.routing() ? JdbcHooks.route(target, method, arguments) : null;
    }
  }

  /** After a method that returns nothing. */
  static final class ExitVoid {
    private ExitVoid() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call, @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
    }
  }

  /** After a method that returns a boolean. */
  static final class ExitBoolean {
    private ExitBoolean() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) boolean result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.booleanResult(call, result);
    }
  }

  /** After a method that returns a byte. */
  static final class ExitByte {
    private ExitByte() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) byte result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.byteResult(call, result);
    }
  }

  /** After a method that returns a short. */
  static final class ExitShort {
    private ExitShort() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) short result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.shortResult(call, result);
    }
  }

  /** After a method that returns an int. */
  static final class ExitInt {
    private ExitInt() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) int result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.intResult(call, result);
    }
  }

  /** After a method that returns a long. */
  static final class ExitLong {
    private ExitLong() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) long result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.longResult(call, result);
    }
  }

  /** After a method that returns a float. */
  static final class ExitFloat {
    private ExitFloat() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) float result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.floatResult(call, result);
    }
  }

  /** After a method that returns a double. */
  static final class ExitDouble {
    private ExitDouble() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false) double result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.doubleResult(call, result);
    }
  }

  /** After a method that returns an object. */
  static final class ExitObject {
    private ExitObject() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Call.Skipped call,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = RoutedOutcome.thrown(call, thrown);
      result = RoutedOutcome.result(call, result);
    }
  }
}
