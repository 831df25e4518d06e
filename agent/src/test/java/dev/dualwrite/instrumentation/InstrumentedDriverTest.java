package dev.dualwrite.instrumentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.Call;
import dev.dualwrite.bootstrap.HookHandler;
import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcHooks;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import dev.dualwrite.bootstrap.JdbcMethod.Shape;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hooked method of a driver's instrumented classes, one by one. */
class InstrumentedDriverTest {
  private static final Set<Role> BY_NAME_ALONE =
      Set.of(
          Role.DATA_SOURCE,
          Role.POOL_DATA_SOURCE,
          Role.XA_DATA_SOURCE,
          Role.POOLED_CONNECTION,
          Role.COPY);
  private static final InstrumentedDriver LOADER = new InstrumentedDriver();
  private static final Object DRIVER = create("TestDriver", Driver.class);
  private static final Object CONNECTION = create("TestConnection", Connection.class);
  private static final Object STATEMENT = create("TestStatement", CallableStatement.class);

  /** What the driver itself was called with, and what it answers. */
  private final List<Object[]> nativeCalls = new ArrayList<>();

  private Object nativeResult;
  private SQLException nativeFailure;

  private final Recorder handler = new Recorder();

  private static Object create(String name, Class<?> type) {
    try {
      return LOADER.create(name, type, (self, method, arguments) -> null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Object inDriver(Object[] arguments) throws SQLException {
    nativeCalls.add(arguments);
    if (nativeFailure != null) {
      throw nativeFailure;
    }
    return nativeResult;
  }

  @BeforeEach
  void install() throws Exception {
    for (Object object : List.of(DRIVER, CONNECTION, STATEMENT)) {
      InstrumentedDriver.drive(object, (self, method, arguments) -> inDriver(arguments));
    }
    JdbcHooks.install(handler);
    ((HostState) STATEMENT).dualwrite$state(new HookState(false) {});
  }

  @AfterEach
  void uninstall() {
    JdbcHooks.install(null);
  }

  static Stream<JdbcMethod> calls() {
    return Stream.of(JdbcMethod.values())
        .filter(each -> !each.isSetter() && !BY_NAME_ALONE.contains(each.role()));
  }

  static Stream<JdbcMethod> setters() {
    return Stream.of(JdbcMethod.values()).filter(JdbcMethod::isSetter);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallIsSeenWithItsMethodArgumentsAndResult(JdbcMethod hooked) throws Exception {
    Object[] arguments = arguments(hooked);
    nativeResult = value(hooked, 1);

    assertEquals(nativeResult, invoke(hooked, arguments));

    assertSame(hooked, handler.method);
    assertSame(target(hooked), handler.target);
    assertArrayEquals(arguments, orEmpty(handler.arguments));
    assertEquals(nativeResult, handler.result);
    assertEquals(1, nativeCalls.size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aResultCanBeReplacedWithTheNativeCallLeftOut(JdbcMethod hooked) throws Exception {
    Object replacement = value(hooked, 2);
    Call.Skipped skipped = new Call.Skipped();
    skipped.replaceResult(replacement);
    handler.answer = skipped;
    nativeResult = value(hooked, 1);

    assertEquals(replacement, invoke(hooked, arguments(hooked)));
    assertEquals(0, nativeCalls.size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aResultCanBeReplacedAfterTheNativeCall(JdbcMethod hooked) throws Exception {
    Object replacement = value(hooked, 2);
    nativeResult = value(hooked, 1);
    handler.afterwards = () -> handler.answer.replaceResult(replacement);

    assertEquals(replacement, invoke(hooked, arguments(hooked)));
    assertEquals(1, nativeCalls.size());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anExceptionIsSeenAndStaysTheDriversOwnObject(JdbcMethod hooked) {
    nativeFailure = new SQLException("the driver's own");
    assertSame(nativeFailure, thrownBy(hooked));
    assertSame(nativeFailure, handler.thrown);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anExceptionCanBeReplacedAndTakenAway(JdbcMethod hooked) throws Exception {
    nativeResult = value(hooked, 1);
    SQLException refusal = new SQLException("the agent's");
    handler.afterwards = () -> handler.answer.replaceThrown(refusal);
    assertSame(refusal, thrownBy(hooked));

    nativeFailure = new SQLException("the driver's own");
    Object replacement = value(hooked, 2);
    handler.afterwards =
        () -> {
          handler.answer.replaceThrown(null);
          handler.answer.replaceResult(replacement);
        };
    assertEquals(replacement, invoke(hooked, arguments(hooked)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aFailureInWhichTheAgentTakesNoPartIsNoticed(JdbcMethod hooked) {
    handler.answer = null;
    nativeFailure = new SQLException("the driver's own");
    assertSame(nativeFailure, thrownBy(hooked));
    assertSame(nativeFailure, handler.failed);
  }

  @ParameterizedTest
  @MethodSource("setters")
  void aBoundParameterIsSeenWithItsSetterAndArguments(JdbcMethod hooked) throws Exception {
    Object[] arguments = arguments(hooked);
    invoke(hooked, arguments);
    assertSame(hooked, handler.method);
    assertSame(((HostState) STATEMENT).dualwrite$state(), handler.target);
    assertArrayEquals(arguments, handler.arguments);
    assertArrayEquals(arguments, nativeCalls.get(0));
  }

  @ParameterizedTest
  @MethodSource("setters")
  void aRefusedParameterIsNotRecorded(JdbcMethod hooked) {
    nativeFailure = new SQLException("refused");
    assertSame(nativeFailure, thrownBy(hooked));
    assertNull(handler.method);
  }

  @Test
  void theDriverReadsTheStreamThatKeepsACopy() throws Exception {
    Reader teed = new StringReader("teed");
    handler.teed = teed;
    invoke(JdbcMethod.SET_CHARACTER_STREAM, 1, new StringReader("the application's"));
    assertSame(teed, nativeCalls.get(0)[1]);
    assertSame(teed, handler.arguments[1]);
  }

  @Test
  void theDriversOwnNestedCallsAreNotSeen() throws Exception {
    List<JdbcMethod> seen = new ArrayList<>();
    Object outer =
        LOADER.create(
            "NestingConnection",
            Connection.class,
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                ((Connection) self).rollback();
              }
              seen.add(handler.method);
              return null;
            });
    ((Connection) outer).close();
    assertEquals(List.of(JdbcMethod.CLOSE, JdbcMethod.CLOSE), seen);
  }

  @Test
  void oneClassOfAHierarchyCarriesTheState() throws Exception {
    Object below =
        LOADER.createBelow(
            "StatementBelow", STATEMENT.getClass(), (self, method, arguments) -> null);
    HookState state = new HookState(false) {};
    ((HostState) below).dualwrite$state(state);
    assertSame(state, ((HostState) below).dualwrite$state());
    assertEquals(0, below.getClass().getDeclaredFields().length);
    assertEquals(
        1,
        Arrays.stream(STATEMENT.getClass().getDeclaredFields())
            .filter(field -> field.getType() == HookState.class)
            .filter(field -> Modifier.isTransient(field.getModifiers()))
            .count());
  }

  @Test
  void driversAndOtherClassesCarryNoState() throws Exception {
    assertFalse(DRIVER instanceof HostState);
    assertInstanceOf(HostState.class, CONNECTION);
    Object comparable =
        LOADER.create("Unrelated", Comparable.class, (self, method, arguments) -> 0);
    assertFalse(comparable instanceof HostState);
  }

  @Test
  void methodsThatAreNotHookedAreLeftAlone() throws Exception {
    nativeResult = true;
    assertTrue(((Connection) CONNECTION).isValid(1));
    assertNull(handler.method);
  }

  private static Object target(JdbcMethod hooked) {
    return switch (hooked.role()) {
      case DRIVER -> DRIVER;
      case CONNECTION -> CONNECTION;
      case STATEMENT, PREPARED -> STATEMENT;
      case DATA_SOURCE, POOL_DATA_SOURCE, XA_DATA_SOURCE, POOLED_CONNECTION, COPY, META_DATA ->
          throw new IllegalArgumentException(hooked.name());
    };
  }

  private static Throwable thrownBy(JdbcMethod hooked) {
    return assertThrows(Throwable.class, () -> invoke(hooked, arguments(hooked)));
  }

  private static Object invoke(JdbcMethod hooked, Object... arguments) throws Exception {
    try {
      return method(hooked).invoke(target(hooked), arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static Method method(JdbcMethod hooked) {
    return Stream.of(target(hooked).getClass().getMethods())
        .filter(each -> each.getName().equals(hooked.methodName()))
        .filter(
            each ->
                Stream.of(each.getParameterTypes())
                    .map(Class::getCanonicalName)
                    .collect(Collectors.joining(","))
                    .equals(hooked.parameterTypes()))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] arguments(JdbcMethod hooked) {
    return Stream.of(method(hooked).getParameterTypes()).map(type -> sample(type, 1)).toArray();
  }

  private static Object[] orEmpty(Object[] arguments) {
    return arguments == null ? new Object[0] : arguments;
  }

  /** A value that the method may return, another for each seed; null for void. */
  private static Object value(JdbcMethod hooked, int seed) {
    return hooked.shape() == Shape.VOID ? null : sample(method(hooked).getReturnType(), seed);
  }

  private static Object sample(Class<?> type, int seed) {
    if (type == boolean.class) {
      return seed == 1;
    }
    if (type.isPrimitive()) {
      Object array = Array.newInstance(type, 1);
      Array.setByte(array, 0, (byte) (40 + seed));
      return Array.get(array, 0);
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), seed);
    }
    if (type == String.class || type == Object.class) {
      return "text" + seed;
    }
    if (type == InputStream.class) {
      return InputStream.nullInputStream();
    }
    if (type == Reader.class) {
      return Reader.nullReader();
    }
    if (type == Properties.class) {
      return new Properties();
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          InstrumentedDriverTest.class.getClassLoader(),
          new Class<?>[] {type},
          (self, method, arguments) ->
              switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> seed;
                default -> "sample of " + type;
              });
    }
    return null;
  }

  /** Remembers what it was asked, and answers what it is told to. */
  private static final class Recorder implements HookHandler {
    private Call answer = new Call();
    private Runnable afterwards = () -> {};
    private Object teed;
    private Object target;
    private JdbcMethod method;
    private Object[] arguments;
    private Object result;
    private Throwable thrown;
    private Throwable failed;

    @Override
    public Call before(Object newTarget, JdbcMethod newMethod, Object[] newArguments) {
      target = newTarget;
      method = newMethod;
      arguments = newArguments;
      return answer;
    }

    @Override
    public Call.Skipped route(Object newTarget, String newSignature, Object[] newArguments) {
      target = newTarget;
      arguments = newArguments;
      return null;
    }

    @Override
    public Call.Skipped refuse(Object newTarget, Throwable failure) {
      return null;
    }

    @Override
    public void after(Call call, Object newResult, Throwable newThrown) {
      assertNotNull(call);
      result = newResult;
      thrown = newThrown;
      afterwards.run();
    }

    @Override
    public void failed(Object newTarget, JdbcMethod newMethod, Throwable failure) {
      failed = failure;
    }

    @Override
    public void bound(HookState statement, JdbcMethod setter, int index, long number) {
      bound(statement, setter, new Object[] {index, setter.number(number)});
    }

    @Override
    public void bound(HookState statement, JdbcMethod setter, int index, Object value) {
      bound(statement, setter, new Object[] {index, value});
    }

    @Override
    public void bound(HookState statement, JdbcMethod setter, Object[] newArguments) {
      target = statement;
      method = setter;
      arguments = newArguments;
    }

    @Override
    public Object tee(Object statement, JdbcMethod setter, Object stream) {
      return teed == null ? stream : teed;
    }

    @Override
    public void bug(String where, Throwable failure) {
      throw new AssertionError(where, failure);
    }
  }
}
