package dev.dualwrite.demo.tour;

import dev.dualwrite.demo.shop.OrderLine;
import dev.dualwrite.demo.shop.OrderService;
import dev.dualwrite.demo.shop.OutOfStockException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Two tills that take orders without end while they are open. */
final class Tills {
  private static final int COUNT = 2;
  private static final long PACE_MILLIS = 15;
  private static final int PIECES_OF_EACH = 10_000_000;

  private final OrderService service;

  /** One permit for each till that may take an order now. */
  private final Semaphore open = new Semaphore(0);

  /** Only the thread that opens and pauses looks at it. */
  private boolean isOpen;

  private final LongAdder placed = new LongAdder();
  private final LongAdder outOfStock = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicReference<String> firstError = new AtomicReference<>("");

  private volatile List<Long> customers = List.of();
  private volatile List<Long> products = List.of();

  Tills(OrderService service) {
    this.service = service;
    for (int till = 1; till <= COUNT; till++) {
      Random random = new Random(till);
      Thread thread = new Thread(() -> takeOrders(random), "till-" + till);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Fills the shelves under a name that no customer had before, and lets the tills begin. */
  void open(String day) throws SQLException {
    customers = service.register(List.of(day + "-Anna", day + "-Bela", day + "-Cleo"));
    products =
        List.of(
            service.stock(day + " tea", "4.20", PIECES_OF_EACH),
            service.stock(day + " jam", "3.10", PIECES_OF_EACH),
            service.stock(day + " ink", "7.95", PIECES_OF_EACH));
    resume();
  }

  /** Lets the tills take orders. */
  void resume() {
    if (!isOpen) {
      isOpen = true;
      open.release(COUNT);
    }
  }

  /** Returns when no order is under way any more. */
  void pause() {
    if (isOpen) {
      isOpen = false;
      open.acquireUninterruptibly(COUNT);
    }
  }

  /** What was sold so far; the longest order is that since the last look. */
  Map<String, Object> figures() {
    return Map.of(
        "orders", placed.sum(),
        "rolledBack", outOfStock.sum(),
        "errors", errors.sum(),
        "firstError", firstError.get(),
        "longestMillis", longestNanos.getAndSet(0) / 1_000_000);
  }

  private void takeOrders(Random random) {
    while (true) {
      open.acquireUninterruptibly();
      long begun = System.nanoTime();
      try {
        takeOrder(random);
      } finally {
        longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
        open.release();
      }
      pace();
    }
  }

  private void takeOrder(Random random) {
    try {
      long order = service.place(any(customers, random), wishes(random));
      placed.increment();
      if (random.nextInt(5) > 0) {
        service.pay(order);
      }
    } catch (OutOfStockException expected) {
      outOfStock.increment();
    } catch (SQLException | RuntimeException error) {
      errors.increment();
      firstError.compareAndSet("", String.format(Locale.ROOT, "%s", error));
    }
  }

  /** One order in ten asks for more than there is, and is rolled back. */
  private List<OrderLine> wishes(Random random) {
    boolean tooMuch = random.nextInt(10) == 0;
    return List.of(
        new OrderLine(any(products, random), 1 + random.nextInt(4)),
        new OrderLine(products.get(0), tooMuch ? PIECES_OF_EACH + 1 : 1));
  }

  private static long any(List<Long> ids, Random random) {
    return ids.get(random.nextInt(ids.size()));
  }

  private static void pace() {
    try {
      Thread.sleep(PACE_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a till", e);
    }
  }
}
