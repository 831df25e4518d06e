package dev.dualwrite.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dualwrite.rows.Key;
import dev.dualwrite.schema.TableName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySampleTest {
  private static final TableName TABLE = TableName.of("t");

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 10, 50})
  void eachKeyHasTheSameChanceWhereverItStandsInItsTransaction(double percent) {
    int keys = 20;
    int transactions = 100_000;
    int[] drawn = new int[keys];
    KeySample sample = new KeySample(percent, Duration.ZERO, new Random(7)::nextDouble);
    Set<Key> written = keys(0, keys);
    for (int i = 0; i < transactions; i++) {
      sample.committed(written);
      sample.due(keys).forEach(key -> drawn[(int) key.key().values().get(0)]++);
    }

    double expected = transactions * percent / 100;
    double deviation = Math.sqrt(expected * (1 - percent / 100));
    for (int position = 0; position < keys; position++) {
      assertEquals(expected, drawn[position], 5 * deviation, "key " + position);
    }
  }

  @Test
  void ofAHundredPercentNoneIsPassedOver() {
    KeySample sample = new KeySample(100, Duration.ZERO);
    sample.committed(keys(0, 30));

    assertEquals(30, sample.due(100).size());
  }

  @Test
  void aTransactionOfWhichNoneIsDrawnAsksForOneNumber() {
    AtomicInteger asked = new AtomicInteger();
    KeySample sample =
        new KeySample(
            1,
            Duration.ZERO,
            () -> {
              asked.incrementAndGet();
              return 0.99;
            });
    sample.committed(keys(0, 100));

    assertEquals(1, asked.get());
    assertEquals(List.of(), sample.due(1));
  }

  @Test
  void whatIsTooMuchIsDroppedAndCounted() {
    KeySample sample = new KeySample(100, Duration.ZERO);
    sample.committed(keys(0, KeySample.MOST + 5));

    assertEquals(5, sample.dropped());
    assertEquals(KeySample.MOST, sample.due(KeySample.MOST + 5).size());
    sample.committed(keys(0, 1));
    assertEquals(1, sample.due(1).size());
  }

  @Test
  void theBoundHoldsForManyThreads() throws Exception {
    KeySample sample = new KeySample(100, Duration.ZERO);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch all = new CountDownLatch(4);
    for (int thread = 0; thread < 4; thread++) {
      int first = thread * 1_000;
      threads.execute(
          () -> {
            sample.committed(keys(first, 600));
            all.countDown();
          });
    }
    assertTrue(all.await(30, TimeUnit.SECONDS));
    threads.shutdown();

    int kept = sample.due(5_000).size();
    assertTrue(kept <= KeySample.MOST, () -> kept + " were kept");
    assertEquals(4 * 600, kept + sample.dropped());
  }

  @Test
  void aKeyIsGivenOutOnlyAfterItsTime() {
    KeySample sample = new KeySample(100, Duration.ofHours(1));
    sample.committed(keys(0, 1));

    assertEquals(List.of(), sample.due(1));
  }

  private static Set<Key> keys(int first, int count) {
    Set<Key> keys = new LinkedHashSet<>();
    for (int id = first; id < first + count; id++) {
      keys.add(Key.of(TABLE, List.of("ID"), List.of(id)));
    }
    return keys;
  }
}
