package dev.dualwrite.bench.nothing;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;

/**
 * Makes classes of the driver's abstract ones: what these leave out of JDBC's hundreds of methods
 * returns null, 0 or false.
 *
 * @param <T> the abstract class
 */
final class Completed<T> {
  private final Constructor<? extends T> constructor;

  private Completed(Constructor<? extends T> constructor) {
    this.constructor = constructor;
  }

  static <T> Completed<T> of(Class<T> type, Class<?>... parameters) {
    Class<? extends T> complete =
        new ByteBuddy()
            .subclass(type)
            .name(type.getName() + "Complete")
            .method(isAbstract())
            .intercept(StubMethod.INSTANCE)
            .make()
            .load(
                type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
            .getLoaded();
    try {
      Constructor<? extends T> constructor = complete.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return new Completed<>(constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  T create(Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor.toString(), e);
    }
  }
}
