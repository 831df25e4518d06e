package dev.dualwrite.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TouchedRowsTest {
  private final TouchedRows touched = new TouchedRows(3);

  private static Write write(String table, int... ids) {
    List<Key> keys =
        IntStream.of(ids)
            .mapToObj(id -> Key.of(TableName.of(table), List.of("id"), List.of(id)))
            .toList();
    return new Write(
        "", Optional.empty(), table, keys, keys.size(), Optional.empty(), List::of, twin -> 0L);
  }

  @Test
  void aKeyIsKeptWithTheWriteThatTouchedItFirst() {
    Write first = write("items", 1);
    Write second = write("items", 2);
    touched.add(first);
    touched.add(write("items", 1));
    touched.add(second);
    assertEquals(List.of(first, second), touched.writes());
    assertEquals(Set.of(), touched.wholeTables().keySet());
  }

  @Test
  void beyondItsBoundOnlyTablesAreRemembered() {
    touched.add(write("items", 1, 2, 3));
    for (int i = 4; i < 1_000; i++) {
      touched.add(write("items", i));
    }
    touched.add(write("orders", 1));
    assertEquals(3, touched.keys().size());
    assertEquals(Set.of("items", "orders"), touched.wholeTables().keySet());
    assertEquals(3, touched.writes().size());
  }

  @Test
  void aWriteOfUnknownKeysTouchesItsWholeTable() {
    assertTrue(touched.isEmpty());
    touched.add(write("items"));
    assertFalse(touched.isEmpty());
    assertEquals(Set.of("items"), touched.wholeTables().keySet());
  }
}
