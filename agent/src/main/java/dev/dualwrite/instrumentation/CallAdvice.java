package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The advice around a hooked method, one line to the hooks each.
 *
 * <p>One exit for each return type: under dynamic typing, a wrongly boxed return would silently
 * become 0.
 */
final class CallAdvice {
  private CallAdvice() {}

  /** Before a method without arguments. */
  static final class EnterBare {
    private EnterBare() {}

    @Advice.OnMethodEnter(skipOn = Call.Skipped.class, suppress = Throwable.class)
    static Call enter(@Advice.This Object target, @Hooked JdbcMethod method) {
      return JdbcHooks.before(target, method);
    }
  }

  /** Before a method with arguments. */
  static final class Enter {
    private Enter() {}

    @Advice.OnMethodEnter(skipOn = Call.Skipped.class, suppress = Throwable.class)
    static Call enter(
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments) {
      return JdbcHooks.before(target, method, arguments);
    }
  }

  /** After a method that returns nothing. */
  static final class ExitVoid {
    private ExitVoid() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter Call call,
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      if (call != null || thrown != null) {
        thrown = JdbcHooks.after(call, target, method, arguments, null, thrown);
      }
    }
  }

  /** After a method that returns a boolean. */
  static final class ExitBoolean {
    private ExitBoolean() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter Call call,
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(readOnly = false) boolean result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      if (call != null || thrown != null) {
        thrown = JdbcHooks.after(call, target, method, arguments, result, thrown);
        result = JdbcHooks.booleanResult(call, result);
      }
    }
  }

  /** After a method that returns an int. */
  static final class ExitInt {
    private ExitInt() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter Call call,
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(readOnly = false) int result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      if (call != null || thrown != null) {
        thrown = JdbcHooks.after(call, target, method, arguments, result, thrown);
        result = JdbcHooks.intResult(call, result);
      }
    }
  }

  /** After a method that returns a long. */
  static final class ExitLong {
    private ExitLong() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter Call call,
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(readOnly = false) long result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      if (call != null || thrown != null) {
        thrown = JdbcHooks.after(call, target, method, arguments, result, thrown);
        result = JdbcHooks.longResult(call, result);
      }
    }
  }

  /** After a method that returns an object. */
  static final class ExitObject {
    private ExitObject() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Enter Call call,
        @Advice.This Object target,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown(readOnly = false) Throwable thrown) {
      if (call != null || thrown != null) {
        thrown = JdbcHooks.after(call, target, method, arguments, result, thrown);
        result = JdbcHooks.result(call, result);
      }
    }
  }
}
