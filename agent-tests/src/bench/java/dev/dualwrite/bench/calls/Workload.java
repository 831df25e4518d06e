package dev.dualwrite.bench.calls;

/** The methods of {@link Workloads}. */
enum Workload {
  CACHED_READ("cachedRead", "cached read"),
  SINGLE_WRITE("singleWrite", "single write"),
  TRANSACTION_OF_5("transactionOf5", "transaction of 5 writes"),
  LITERAL_READ("literalRead", "literal read"),
  LITERAL_WRITE("literalWrite", "literal write");

  private final String method;
  private final String label;

  Workload(String method, String label) {
    this.method = method;
    this.label = label;
  }

  /** Returns the pattern that JMH finds it by. */
  String include() {
    return Workloads.class.getName() + "." + method + "$";
  }

  String label() {
    return label;
  }
}
