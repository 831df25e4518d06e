package dev.dualwrite.verify;

import dev.dualwrite.endpoint.AgentThreads;
import dev.dualwrite.schema.TableName;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Verifies tables, one after the other, by connections and threads of its own. */
public final class Verification implements AutoCloseable {
  private final ExecutorService threads = AgentThreads.workers("verify");
  private final TableVerifier verifier;
  private final Consumer<TableResult> done;

  /**
   * Creates a verification.
   *
   * @param backlog what a running application still has to copy
   * @param found takes each difference as soon as it is certain
   * @param done takes each table's result
   */
  public Verification(
      DatabasesToVerify databases,
      VerifyOptions options,
      Backlog backlog,
      Consumer<Difference> found,
      Consumer<TableResult> done,
      Progress progress) {
    this.verifier = new TableVerifier(databases, options, backlog, threads, found, progress);
    this.done = done;
  }

  /** Verifies the tables in the given order. */
  public void run(List<TableName> tables) {
    for (TableName table : tables) {
      done.accept(verifier.verify(table));
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
