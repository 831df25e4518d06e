package dev.dualwrite.bench.calls;

import dev.dualwrite.bench.run.AgentCheck;
import dev.dualwrite.bench.run.Items;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an application does with its connection; each on a connection of its own. */
@State(Scope.Thread)
public class Workloads {
  private static final int WRITES = 5;
  // Else the agent couldn't be asked after reads whether it mirrors.
  private static final int FIRST_WRITES = 200;

  private final Target target = Target.ofThisJvm();
  private Connection connection;
  private Connection transactional;
  private PreparedStatement read;
  private PreparedStatement write;
  private PreparedStatement transactionalWrite;
  private Statement literal;
  private long number;

  @Setup(Level.Trial)
  public void open() throws SQLException {
    var dataSource = target.open();
    connection = dataSource.getConnection();
    read = connection.prepareStatement(Items.READ);
    write = connection.prepareStatement(Items.WRITE);
    literal = connection.createStatement();
    transactional = dataSource.getConnection();
    transactional.setAutoCommit(false);
    transactionalWrite = transactional.prepareStatement(Items.WRITE);
    for (int i = 0; i < FIRST_WRITES; i++) {
      write(write);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    if (target.contender().agent().isPresent()) {
      AgentCheck.isWell(target.contender().label());
    }
    connection.close();
    transactional.close();
  }

  /** A prepared statement that stays open: bind, execute, take the row. */
  @Benchmark
  public int cachedRead() throws SQLException {
    read.setInt(1, Items.key(number++));
    try (ResultSet rows = read.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** One prepared write in autocommit. */
  @Benchmark
  public int singleWrite() throws SQLException {
    return write(write);
  }

  /** Five prepared writes and a commit. */
  @Benchmark
  public void transactionOf5() throws SQLException {
    for (int i = 0; i < WRITES; i++) {
      write(transactionalWrite);
    }
    transactional.commit();
  }

  /** A read whose text never comes again. */
  @Benchmark
  public boolean literalRead() throws SQLException {
    try (ResultSet rows = literal.executeQuery(Items.literalRead(number++))) {
      return rows.next();
    }
  }

  /** A write in autocommit whose text never comes again. */
  @Benchmark
  public int literalWrite() throws SQLException {
    return literal.executeUpdate(Items.literalWrite(number++));
  }

  private int write(PreparedStatement statement) throws SQLException {
    statement.setLong(1, number);
    statement.setInt(2, Items.key(number++));
    return statement.executeUpdate();
  }
}
