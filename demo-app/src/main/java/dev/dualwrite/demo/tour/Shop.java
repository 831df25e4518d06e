package dev.dualwrite.demo.tour;

import com.fasterxml.jackson.jr.ob.JSON;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dualwrite.demo.shop.OrderService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * The application of the tour: the order service on its own pool, which knows of the old database
 * alone. It is told over stdin when to open, and says over stdout what it sold.
 */
public final class Shop {
  private Shop() {}

  /** Argument: the URL of the old database. */
  public static void main(String[] args) throws SQLException, IOException {
    try (HikariDataSource pool = pool(args[0])) {
      Tills tills = new Tills(new OrderService(pool));
      System.out.println("{}");
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      // The end of stdin is the end of the tour, however that came about.
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        obey(line, tills);
        System.out.println(JSON.std.asString(tills.figures()));
      }
      tills.pause();
    }
  }

  private static void obey(String line, Tills tills) throws SQLException {
    String[] words = line.split(" ", 2);
    switch (words[0]) {
      case "open" -> tills.open(words[1]);
      case "pause" -> tills.pause();
      case "resume" -> tills.resume();
      case "figures" -> {}
      default -> throw new IllegalArgumentException("the shop doesn't know how to " + line);
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(DatabaseServer.USER);
    config.setPassword(DatabaseServer.PASSWORD);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }
}
