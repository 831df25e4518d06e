package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;

/** The advice for each shape of method, read once. */
final class ShapeAdvice {
  private final Advice.WithCustomMapping mapping;
  private final Map<String, Advice> read = new ConcurrentHashMap<>();

  ShapeAdvice(DriverMatcher matcher) {
    this.mapping = Advice.withCustomMapping().bind(new HookedMapping(matcher));
  }

  /** Returns the advice of a method; the same one for all methods that it fits. */
  Advice of(JdbcMethod method) {
    boolean bare = method.parameterTypes().isEmpty();
    return read.computeIfAbsent(
        method.shape() + (bare ? " bare" : ""), unread -> read(method.shape(), bare));
  }

  private Advice read(Shape shape, boolean bare) {
    Class<?> enter = bare ? CallAdvice.EnterBare.class : CallAdvice.Enter.class;
    switch (shape) {
      case VOID:
        return mapping.to(enter, CallAdvice.ExitVoid.class);
      case BOOLEAN:
        return mapping.to(enter, CallAdvice.ExitBoolean.class);
      case INT:
        return mapping.to(enter, CallAdvice.ExitInt.class);
      case LONG:
        return mapping.to(enter, CallAdvice.ExitLong.class);
      case OBJECT:
        return mapping.to(enter, CallAdvice.ExitObject.class);
      case BIND:
        return mapping.to(BindAdvice.Value.class);
      case BIND_MORE:
        return mapping.to(BindAdvice.More.class);
      case BIND_STREAM:
        return mapping.to(BindAdvice.Stream.class);
    }
    throw new AssertionError(shape);
  }
}
