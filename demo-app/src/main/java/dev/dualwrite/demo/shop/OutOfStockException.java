package dev.dualwrite.demo.shop;

/** An order asks for more pieces of a product than there are; nothing of it was kept. */
public final class OutOfStockException extends Exception {
  private static final long serialVersionUID = 1;

  OutOfStockException(long productId, int wanted, int stock) {
    super("product " + productId + ": " + wanted + " wanted, " + stock + " in stock");
  }
}
