package dev.dualwrite.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.demo.compare.DivergenceLog;
import dev.dualwrite.demo.compare.Reader;
import dev.dualwrite.demo.shop.OpeningHours;
import dev.dualwrite.demo.shop.OpeningHours.Takings;
import dev.dualwrite.demo.shop.OrderLine;
import dev.dualwrite.demo.shop.OrderService;
import dev.dualwrite.demo.shop.OutOfStockException;
import dev.dualwrite.demo.tour.Tour;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the order service for a day, then has a process of its own compare the two databases; with
 * {@code --tour}, takes the service through a whole migration instead.
 */
public final class Demo {
  private Demo() {}

  public static void main(String[] args)
      throws SQLException, InterruptedException, OutOfStockException, IOException {
    if (List.of(args).contains("--tour")) {
      System.exit(Tour.run(args));
    }
    DemoOptions options = DemoOptions.parse(args);
    int linesBefore = DivergenceLog.read(options.divergenceLog()).size();
    new DemoDatabases(options).create();
    System.out.println("An order service on " + options.oldUrl());
    long bulkOrder;
    try (HikariDataSource pool = pool(options)) {
      OrderService service = new OrderService(pool);
      takeOrders(service);
      bulkOrder = placeBulkOrder(service);
    }
    System.exit(compare(options, linesBefore, bulkOrder));
  }

  private static HikariDataSource pool(DemoOptions options) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(options.oldUrl());
    config.setUsername(options.user());
    config.setPassword(options.password());
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private static void takeOrders(OrderService service) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    Takings takings = new OpeningHours(service).run();
    System.out.printf(
        Locale.ROOT,
        "  %d orders placed by 4 threads, %d rolled back (out of stock), %d shipped, in %.1f s%n",
        takings.placed(),
        takings.outOfStock(),
        takings.shipped(),
        (System.nanoTime() - start) / 1e9);
  }

  private static long placeBulkOrder(OrderService service)
      throws SQLException, OutOfStockException {
    long customer = service.register(List.of("Wholesaler")).get(0);
    long clips = service.stock("Paper clips", "0.05", 1000);
    long order = service.place(customer, List.of(new OrderLine(clips, 144)));
    System.out.printf(
        "  order %d placed on purpose for 144 pieces: only the new database allows no more than"
            + " 100%n",
        order);
    return order;
  }

  /** In another process, without agents, so that nothing here can colour what it reads. */
  private static int compare(DemoOptions options, int linesBefore, long bulkOrder)
      throws IOException, InterruptedException {
    ProcessBuilder reader =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            options.oldUrl(),
            options.newUrl(),
            options.divergenceLog().toString(),
            Integer.toString(linesBefore),
            Long.toString(bulkOrder));
    reader
        .environment()
        .putAll(Map.of("DEMO_USER", options.user(), "DEMO_PASSWORD", options.password()));
    return reader.inheritIO().start().waitFor();
  }
}
