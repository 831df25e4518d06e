package dev.dualwrite.demo.shop;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** One day of business: several tills take orders from the same shelves at once. */
public final class OpeningHours {
  private static final int TILLS = 4;
  private static final int ORDERS_PER_TILL = 50;
  private static final int CUSTOMERS = 20;
  private static final int PRODUCTS = 12;
  private static final int PIECES_OF_EACH = 60;

  private final OrderService service;
  private final LongAdder placed = new LongAdder();
  private final LongAdder outOfStock = new LongAdder();

  public OpeningHours(OrderService service) {
    this.service = service;
  }

  /** What a day came to; {@code outOfStock} orders were rolled back. */
  public record Takings(long placed, long outOfStock, int shipped) {}

  /** Fills the shelves, takes the orders, and ships what was paid. */
  public Takings run() throws SQLException, InterruptedException {
    List<Long> customers = registerCustomers();
    List<Long> products = fillShelves();
    openTills(customers, products);
    service.discount(PIECES_OF_EACH / 10, 5);
    return new Takings(placed.sum(), outOfStock.sum(), service.ship());
  }

  private List<Long> registerCustomers() throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= CUSTOMERS; i++) {
      names.add("Customer-" + i);
    }
    return service.register(names);
  }

  private List<Long> fillShelves() throws SQLException {
    List<Long> products = new ArrayList<>();
    for (int i = 1; i <= PRODUCTS; i++) {
      products.add(service.stock("Product " + i, i + ".95", PIECES_OF_EACH));
    }
    return products;
  }

  private void openTills(List<Long> customers, List<Long> products) throws InterruptedException {
    ExecutorService tills = Executors.newFixedThreadPool(TILLS);
    try {
      List<Callable<Void>> shifts = new ArrayList<>();
      for (int till = 0; till < TILLS; till++) {
        Random random = new Random(till);
        shifts.add(() -> takeOrders(random, customers, products));
      }
      for (Future<Void> shift : tills.invokeAll(shifts)) {
        shift.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a till broke down: " + e.getCause().getMessage(), e);
    } finally {
      tills.shutdown();
    }
  }

  private Void takeOrders(Random random, List<Long> customers, List<Long> products)
      throws SQLException {
    for (int i = 0; i < ORDERS_PER_TILL; i++) {
      long customer = customers.get(random.nextInt(customers.size()));
      try {
        long order = service.place(customer, wishes(random, products));
        placed.increment();
        if (random.nextInt(5) > 0) {
          service.pay(order);
        }
      } catch (OutOfStockException e) {
        outOfStock.increment();
      }
    }
    return null;
  }

  private static List<OrderLine> wishes(Random random, List<Long> products) {
    List<OrderLine> lines = new ArrayList<>();
    int first = random.nextInt(products.size());
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      long product = products.get((first + i) % products.size());
      lines.add(new OrderLine(product, 1 + random.nextInt(4)));
    }
    return lines;
  }
}
