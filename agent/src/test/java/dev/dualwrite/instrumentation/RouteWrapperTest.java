package dev.dualwrite.instrumentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of a driver's connections and statements, made elsewhere than on its object. */
class RouteWrapperTest {
  private static final InstrumentedDriver LOADER = new InstrumentedDriver();
  private static final Object CONNECTION = create("RoutedConnection", Connection.class);
  private static final Object STATEMENT = create("RoutedStatement", CallableStatement.class);

  private static final Object META_DATA = create("RoutedMetaData", DatabaseMetaData.class);

  private final Elsewhere elsewhere = new Elsewhere();

  private static Object create(String name, Class<?> type) {
    try {
      return LOADER.create(
          name,
          type,
          (self, method, arguments) -> {
            throw new AssertionError("the native " + method + " was called");
          });
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void install() {
    JdbcHooks.install(elsewhere);
    JdbcHooks.beginRouting();
  }

  @AfterEach
  void uninstall() {
    JdbcHooks.install(null);
  }

  static Stream<Method> methods() {
    return Stream.of(Connection.class, CallableStatement.class, DatabaseMetaData.class)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .filter(RouteWrapperTest::goesElsewhere);
  }

  /** All but the method by which it is found out where the others are to go. */
  private static boolean goesElsewhere(Method method) {
    return method.getDeclaringClass() != DatabaseMetaData.class
        || !method.getName().equals("getConnection");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void itsResultIsTheOtherObjects(Method method) throws Exception {
    Object result = sample(method.getReturnType());
    elsewhere.answer.replaceResult(result);

    assertEquals(result, method.invoke(target(method), arguments(method)));
    assertSame(target(method), elsewhere.target);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void soIsItsException(Method method) {
    SQLException thrown = new SQLException("the other driver's own");
    elsewhere.answer.replaceThrown(thrown);

    InvocationTargetException seen =
        assertThrows(
            InvocationTargetException.class,
            () -> method.invoke(target(method), arguments(method)));
    assertSame(thrown, seen.getCause());
  }

  @Test
  void thereIsAnExitForEachTypeThatIsReturned() {
    Set<Class<?>> primitive =
        methods().map(Method::getReturnType).filter(Class::isPrimitive).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            void.class,
            boolean.class,
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class),
        primitive);
  }

  @Test
  void aResultOfTheWrongTypeIsAnErrorAndNotZero() throws Exception {
    elsewhere.answer.replaceResult(1L);
    CallableStatement statement = (CallableStatement) STATEMENT;
    for (GetterOfPrimitive getter :
        List.<GetterOfPrimitive>of(
            () -> statement.getInt(1),
            () -> statement.getShort(1),
            () -> statement.getByte(1),
            () -> statement.getBoolean(1),
            () -> statement.getFloat(1),
            () -> statement.getDouble(1))) {
      assertThrows(ClassCastException.class, getter::get);
    }
    assertEquals(1L, statement.getLong(1));
    elsewhere.answer.replaceResult(1);
    assertThrows(ClassCastException.class, () -> statement.getLong(1));
  }

  private interface GetterOfPrimitive {
    Object get() throws SQLException;
  }

  @Test
  void aSetterThatIsRoutedIsNotRecordedHere() throws Exception {
    ((CallableStatement) STATEMENT).setInt(1, 2);
    assertEquals("setInt(int,int)", elsewhere.signature);
    assertNull(elsewhere.bound);
  }

  private static Object target(Method method) {
    return Stream.of(STATEMENT, CONNECTION, META_DATA)
        .filter(method.getDeclaringClass()::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static Object[] arguments(Method method) {
    return Stream.of(method.getParameterTypes()).map(RouteWrapperTest::sample).toArray();
  }

  /** No primitive is 0, which a wrongly boxed one would be. */
  private static Object sample(Class<?> type) {
    if (type == void.class) {
      return null;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type.isPrimitive()) {
      Object array = Array.newInstance(type, 1);
      Array.setByte(array, 0, (byte) 42);
      return Array.get(array, 0);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 1);
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          RouteWrapperTest.class.getClassLoader(),
          new Class<?>[] {type},
          (self, method, arguments) -> method.getName().equals("equals") && self == arguments[0]);
    }
    return type == String.class || type == Object.class ? "text" : null;
  }

  /** Answers each call in the driver's place. */
  private static final class Elsewhere implements HookHandler {
    private final Call.Skipped answer = new Call.Skipped();
    private Object target;
    private String signature;
    private Object[] bound;

    @Override
    public Call before(Object newTarget, JdbcMethod method, Object[] arguments) {
      target = newTarget;
      return answer;
    }

    @Override
    public Call.Skipped route(Object newTarget, String newSignature, Object[] arguments) {
      target = newTarget;
      signature = newSignature;
      return answer;
    }

    @Override
    public Call.Skipped refuse(Object newTarget, Throwable failure) {
      return Call.Skipped.throwing(failure);
    }

    @Override
    public void after(Call call, Object result, Throwable thrown) {
      assertTrue(call == answer);
    }

    @Override
    public void failed(Object newTarget, JdbcMethod method, Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, int index, long number) {
      bound(statement, method, new Object[] {index, method.number(number)});
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, int index, Object value) {
      bound(statement, method, new Object[] {index, value});
    }

    @Override
    public void bound(HookState statement, JdbcMethod method, Object[] arguments) {
      bound = arguments;
    }

    @Override
    public Object tee(Object statement, JdbcMethod method, Object stream) {
      throw new AssertionError("nothing is read here");
    }

    @Override
    public void bug(String where, Throwable failure) {
      throw new AssertionError(where, failure);
    }
  }
}
