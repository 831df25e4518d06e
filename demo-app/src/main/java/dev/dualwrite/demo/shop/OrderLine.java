package dev.dualwrite.demo.shop;

/** So many pieces of one product. */
public record OrderLine(long productId, int quantity) {}
