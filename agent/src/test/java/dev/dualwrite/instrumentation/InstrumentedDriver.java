package dev.dualwrite.instrumentation;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isDefaultMethod;
import static net.bytebuddy.matcher.ElementMatchers.isInterface;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.InvocationHandlerAdapter;

/**
 * Classes of a driver that nobody wrote, loaded through the transformation that the installer
 * registers with a JVM; each call that passes the hooks ends in a field of type {@link
 * InvocationHandler} called {@code driver}.
 */
final class InstrumentedDriver extends ClassLoader {
  static final String PACKAGE = "dev.dualwrite.testing.driver.";

  private final ClassFileTransformer transformer = installed();
  private final Map<String, byte[]> classFiles = new HashMap<>();

  InstrumentedDriver() {
    super(InstrumentedDriver.class.getClassLoader());
  }

  /** What the installer gives to the JVM. */
  private static ClassFileTransformer installed() {
    AtomicReference<ClassFileTransformer> added = new AtomicReference<>();
    Instrumentation jvm =
        (Instrumentation)
            Proxy.newProxyInstance(
                InstrumentedDriver.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "addTransformer" -> {
                        added.set((ClassFileTransformer) arguments[0]);
                        yield null;
                      }
                      case "getAllLoadedClasses" -> new Class<?>[0];
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    Installer.install(jvm, name -> name.startsWith(PACKAGE));
    return added.get();
  }

  /**
   * Returns an object of a new class of this simple name, all of whose methods are the driver's.
   */
  Object create(String name, Class<?> type, InvocationHandler driver) throws Exception {
    classFiles.put(
        PACKAGE + name,
        new ByteBuddy()
            .subclass(Object.class)
            .name(PACKAGE + name)
            .implement(type)
            .defineField("driver", InvocationHandler.class, Visibility.PUBLIC)
            .method(isAbstract().or(isDefaultMethod()).and(isDeclaredBy(isInterface())))
            .intercept(InvocationHandlerAdapter.toField("driver"))
            .make()
            .getBytes());
    return create(loadClass(PACKAGE + name), driver);
  }

  /** Returns an object of a new class that inherits from another one's, and overrides nothing. */
  Object createBelow(String name, Class<?> parent, InvocationHandler driver) throws Exception {
    classFiles.put(
        PACKAGE + name, new ByteBuddy().subclass(parent).name(PACKAGE + name).make().getBytes());
    return create(loadClass(PACKAGE + name), driver);
  }

  private static Object create(Class<?> type, InvocationHandler driver) throws Exception {
    Object object = type.getConstructor().newInstance();
    drive(object, driver);
    return object;
  }

  /** Lets another handler be the driver behind an object. */
  static void drive(Object object, InvocationHandler driver) throws ReflectiveOperationException {
    object.getClass().getField("driver").set(object, driver);
  }

  /** The transformation looks at the class files of superclasses. */
  @Override
  public InputStream getResourceAsStream(String name) {
    byte[] classFile = classFiles.get(name.replace(".class", "").replace('/', '.'));
    return classFile == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(classFile);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] transformed =
          transformer.transform(
              getUnnamedModule(), this, name.replace('.', '/'), null, null, classFile);
      byte[] loaded = transformed == null ? classFile : transformed;
      return defineClass(name, loaded, 0, loaded.length);
    } catch (IllegalClassFormatException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
