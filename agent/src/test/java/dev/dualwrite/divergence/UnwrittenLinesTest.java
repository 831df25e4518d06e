package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnwrittenLinesTest {
  private final UnwrittenLines lines = new UnwrittenLines();

  @Test
  void aBlockHoldsWhatFitsAndAtLeastOneLine() {
    add("aaaa", "bb", "cccc");

    assertEquals(1, lines.within(3));
    assertEquals(2, lines.within(6));
    assertEquals(2, lines.within(9));
    assertEquals(3, lines.within(10));
    assertEquals("aaaabb", new String(lines.first(2), StandardCharsets.UTF_8));
  }

  @Test
  void beyondTheBoundTheOldestLinesGo() {
    add("aaaa", "bb", "cccc");

    assertEquals(2, lines.removeBeyond(5));
    assertEquals("cccc", new String(lines.first(1), StandardCharsets.UTF_8));
  }

  @Test
  void removedLinesCountNoMore() {
    add("aaaa", "bb");
    lines.removeFirst(1);
    add("cc");

    assertEquals(0, lines.removeBeyond(4));
    assertEquals(2, lines.size());
  }

  private void add(String... texts) {
    for (String text : texts) {
      lines.add(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
