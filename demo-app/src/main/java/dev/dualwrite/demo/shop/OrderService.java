package dev.dualwrite.demo.shop;

import dev.dualwrite.demo.shop.OrderRepository.Item;
import dev.dualwrite.demo.shop.ProductRepository.Product;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** Takes, bills and ships orders; safe for use by many threads. */
public final class OrderService {
  private final DataSource dataSource;
  private final CustomerRepository customers = new CustomerRepository();
  private final ProductRepository products = new ProductRepository();
  private final OrderRepository orders = new OrderRepository();

  public OrderService(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds customers and returns their ids. */
  public List<Long> register(List<String> names) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return customers.add(connection, names);
    }
  }

  /** Puts a new product on the shelf and returns its id. */
  public long stock(String name, String price, int pieces) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return products.add(connection, name, new BigDecimal(price), pieces);
    }
  }

  /** Places an order whole or, when a product runs out, not at all; returns its id. */
  public long place(long customerId, List<OrderLine> lines)
      throws SQLException, OutOfStockException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long orderId = orders.open(connection, customerId);
        List<Item> items = takeFromStock(connection, lines);
        orders.addItems(connection, orderId, items);
        orders.setTotal(connection, orderId, total(items));
        connection.commit();
        return orderId;
      } catch (SQLException | OutOfStockException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /** Notes that an order is paid. */
  public void pay(long orderId) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      orders.markPaid(connection, orderId);
    }
  }

  /** Ships every paid order; returns how many. */
  public int ship() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return orders.shipPaid(connection);
    }
  }

  /** Cuts the price of what sells badly; returns of how many products. */
  public int discount(int stockAbove, int percent) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return products.discount(connection, stockAbove, percent);
    }
  }

  private List<Item> takeFromStock(Connection connection, List<OrderLine> lines)
      throws SQLException, OutOfStockException {
    // By ascending id, so that two orders of the same products wait for, not block, each other.
    List<OrderLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(OrderLine::productId));
    List<Item> items = new ArrayList<>();
    for (OrderLine line : sorted) {
      Product product = products.lock(connection, line.productId());
      if (product.stock() < line.quantity()) {
        throw new OutOfStockException(product.id(), line.quantity(), product.stock());
      }
      products.take(connection, product.id(), line.quantity());
      items.add(new Item(line, product.price()));
    }
    return items;
  }

  private static BigDecimal total(List<Item> items) {
    return items.stream().map(Item::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
