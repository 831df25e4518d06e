package dev.dualwrite.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dualwrite.schema.TableName;
import org.junit.jupiter.api.Test;

class BatchSizesTest {
  private static final TableName ITEMS = TableName.of("items");

  private final BatchSizes sizes = new BatchSizes();

  @Test
  void halvesAfterConflictsAndDoublesAfterwards() {
    assertEquals(100, sizes.of(ITEMS));
    sizes.conflicted(ITEMS);
    sizes.conflicted(ITEMS);
    assertEquals(25, sizes.of(ITEMS));
    assertEquals(100, sizes.of(TableName.of("others")));
    sizes.wentWell(ITEMS);
    assertEquals(50, sizes.of(ITEMS));
    sizes.wentWell(ITEMS);
    sizes.wentWell(ITEMS);
    assertEquals(100, sizes.of(ITEMS));
  }

  @Test
  void oneKeyIsTheLeast() {
    for (int i = 0; i < 10; i++) {
      sizes.conflicted(ITEMS);
    }
    assertEquals(1, sizes.of(ITEMS));
  }
}
