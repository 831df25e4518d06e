package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The advice around the setters of parameters; it runs after a setter that returned, so a refused
 * value is never recorded.
 */
final class BindAdvice {
  private BindAdvice() {}

  /** After {@code setX(index, value)}, the frequent form. */
  static final class Value {
    private Value() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object statement,
        @Hooked JdbcMethod method,
        @Advice.Argument(0) int index,
        @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object value) {
      JdbcHooks.bound(statement, method, index, value);
    }
  }

  /** After any other setter. */
  static final class More {
    private More() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object statement,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments) {
      JdbcHooks.bound(statement, method, arguments);
    }
  }

  /** Around a setter of a stream: the driver reads a stream that keeps a copy. */
  static final class Stream {
    private Stream() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This Object statement,
        @Hooked JdbcMethod method,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object stream) {
      stream = JdbcHooks.tee(statement, method, stream);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object statement,
        @Hooked JdbcMethod method,
        @Advice.AllArguments Object[] arguments) {
      JdbcHooks.bound(statement, method, arguments);
    }
  }
}
