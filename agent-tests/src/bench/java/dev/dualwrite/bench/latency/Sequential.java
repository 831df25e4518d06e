package dev.dualwrite.bench.latency;

import dev.dualwrite.tests.harness.DatabasePair;
import java.sql.SQLException;

/** Dual writes as they are written by hand first: each statement here, then there. */
final class Sequential implements Application {
  private final OneDatabase left;
  private final OneDatabase coming;

  Sequential(DatabasePair pair) throws SQLException {
    left = new OneDatabase(pair.oldDatabase());
    coming = new OneDatabase(pair.newDatabase());
  }

  @Override
  public void write(long number) throws SQLException {
    left.write(number);
    coming.write(number);
  }

  @Override
  public void transaction(int writes, long number) throws SQLException {
    left.begin(false);
    coming.begin(false);
    for (int i = 0; i < writes; i++) {
      left.execute(number + i);
      coming.execute(number + i);
    }
    coming.commit();
    left.commit();
  }

  @Override
  public void close() throws SQLException {
    left.close();
    coming.close();
  }
}
