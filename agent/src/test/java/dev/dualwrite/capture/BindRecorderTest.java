package dev.dualwrite.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.bootstrap.JdbcMethod;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindRecorderTest {
  private final BindRecorder recorder = new BindRecorder();

  private static Binding binding(JdbcMethod setter, Object... arguments) throws SQLException {
    return Binding.of(setter, arguments, new ValueCopies(10, 10));
  }

  private void put(int index, Object value) throws SQLException {
    recorder.put(index, binding(JdbcMethod.SET_OBJECT, index, value));
  }

  @Test
  void aParameterSticksFromOneExecutionToTheNext() throws Exception {
    put(1, "a");
    put(2, "b");
    recorder.snapshot();
    put(2, "c");
    Bindings second = recorder.snapshot();
    assertEquals("a", second.value(1));
    assertEquals("c", second.value(2));
  }

  @Test
  void aSnapshotStaysAsItWas() throws Exception {
    put(1, "a");
    Bindings first = recorder.snapshot();
    put(1, "b");
    Bindings second = recorder.snapshot();
    put(3, "c");
    recorder.clear();
    assertEquals("a", first.value(1));
    assertEquals("b", second.value(1));
    assertNull(second.value(3));
    assertTrue(recorder.snapshot().isEmpty());
  }

  @Test
  void numbersAndTextsAreTheSettersOwn() throws Exception {
    recorder.put(1, JdbcMethod.SET_INT, 7);
    recorder.put(2, JdbcMethod.SET_LONG, 7);
    recorder.put(3, JdbcMethod.SET_SHORT, 7);
    recorder.put(4, JdbcMethod.SET_BYTE, 7);
    recorder.put(5, JdbcMethod.SET_BOOLEAN, 1);
    recorder.put(6, JdbcMethod.SET_STRING, "seven");
    assertEquals(List.of(7, 7L, (short) 7, (byte) 7, true, "seven"), recorder.snapshot().values());
  }

  @Test
  void theLastSetterOfAParameterCounts() throws Exception {
    recorder.put(1, JdbcMethod.SET_INT, 1);
    put(1, "a");
    assertEquals("a", recorder.snapshot().value(1));
    recorder.put(1, JdbcMethod.SET_STRING, "b");
    recorder.put(1, JdbcMethod.SET_INT, 2);
    Bindings number = recorder.snapshot();
    recorder.put(1, JdbcMethod.SET_STRING, "c");
    assertEquals(2, number.value(1));
    assertEquals("c", recorder.snapshot().value(1));
    recorder.put(1, JdbcMethod.SET_INT, 3);
    recorder.clear();
    assertNull(recorder.snapshot().value(1));
  }

  @Test
  void parametersMayBeBoundInAnyOrder() throws Exception {
    put(3, "c");
    put(1, "a");
    Bindings bindings = recorder.snapshot();
    assertEquals("a", bindings.value(1));
    assertNull(bindings.value(2), "never bound");
    assertEquals("c", bindings.value(3));
    assertNull(bindings.value(4), "beyond the last");
  }

  @Test
  void aTypedNullIsNull() throws Exception {
    recorder.put(1, binding(JdbcMethod.SET_NULL, 1, Types.INTEGER));
    recorder.put(2, binding(JdbcMethod.SET_NULL_NAMED, 2, Types.OTHER, "uuid"));
    assertNull(recorder.snapshot().value(1));
    assertNull(recorder.snapshot().value(2));
  }
}
