package dev.dualwrite.bench.latency;

import dev.dualwrite.tests.harness.DatabasePair;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Dual writes as they are written by hand for speed: each statement, and the commit, on both at
 * once. Transactions that meet on a row may lock each other for ever that way.
 */
final class Concurrent implements Application {
  private final OneDatabase left;
  private final OneDatabase coming;
  private final ExecutorService other =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-other-database"));

  Concurrent(DatabasePair pair) throws SQLException {
    left = new OneDatabase(pair.oldDatabase());
    coming = new OneDatabase(pair.newDatabase());
  }

  /** What is done on either. */
  private interface Work {
    void on(OneDatabase database) throws SQLException;
  }

  @Override
  public void write(long number) throws SQLException {
    both(database -> database.write(number));
  }

  @Override
  public void transaction(int writes, long number) throws SQLException {
    left.begin(false);
    coming.begin(false);
    for (int i = 0; i < writes; i++) {
      long each = number + i;
      both(database -> database.execute(each));
    }
    both(OneDatabase::commit);
  }

  private void both(Work work) throws SQLException {
    Future<?> there =
        other.submit(
            () -> {
              work.on(coming);
              return null;
            });
    work.on(left);
    try {
      there.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new SQLException("the other database", e);
    }
  }

  @Override
  public void close() throws SQLException {
    other.shutdown();
    left.close();
    coming.close();
  }
}
