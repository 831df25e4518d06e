package dev.dualwrite.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.divergence.Divergence;
import dev.dualwrite.divergence.DivergenceAction;
import dev.dualwrite.divergence.DivergenceKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastErrorsTest {
  private final List<Divergence> logged = new ArrayList<>();
  private final LastErrors errors = new LastErrors(logged::add);

  @Test
  void whatIsEqualIsOneWithItsCount() {
    errors.appendAll(List.of(failure("items", "gone"), failure("items", "gone")));
    errors.append(failure("orders", "gone"));
    errors.append(failure("items", "gone"));

    assertEquals(List.of("items 3", "orders 1"), shown());
    assertEquals(4, logged.size());
  }

  @Test
  void valuesOfTheApplicationAreLeftOut() {
    errors.append(failure("items", "Duplicate entry 'a@b.example' for key 'PRIMARY'"));

    String message = recorded().get(0).message();
    assertTrue(message.startsWith("[23505] Duplicate entry '?'"), message);
  }

  @Test
  void whatWasMendedIsNoError() {
    errors.append(
        Divergence.builder(DivergenceKind.UPDATE_COUNT, DivergenceAction.REPAIRED)
            .error(new SQLException("mended"))
            .build());

    assertEquals(List.of(), recorded());
  }

  @Test
  void theLastTenAreKept() {
    for (int i = 0; i < 15; i++) {
      errors.append(failure("t" + i, "gone"));
    }

    assertEquals(10, recorded().size());
    assertEquals("t14", recorded().get(0).table().orElseThrow());
  }

  private static Divergence failure(String table, String message) {
    return Divergence.builder(DivergenceKind.WRITE_FAILED, DivergenceAction.LOGGED)
        .table(table)
        .error(new SQLException(message, "23505"))
        .build();
  }

  private List<String> shown() {
    return recorded().stream()
        .map(error -> error.table().orElseThrow() + " " + error.count())
        .toList();
  }

  private List<RecordedError> recorded() {
    Status.Builder status = Status.of("shop:1", 1, Instant.EPOCH, Instant.EPOCH);
    errors.describe(status);
    return status.build().errors();
  }
}
