package dev.dualwrite.tests.apps.clients;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Mappers through MyBatis' own pool (a JDK proxy), simple, batching and rolled back. */
public final class MyBatisApp {
  /** A row to insert; MyBatis sets its id. */
  public static final class Transfer {
    private Long id;
    private final int source;
    private final int target;
    private final int amount;

    Transfer(int source, int target, int amount) {
      this.source = source;
      this.target = target;
      this.amount = amount;
    }

    public Long getId() {
      return id;
    }

    public void setId(Long id) {
      this.id = id;
    }

    public int getSource() {
      return source;
    }

    public int getTarget() {
      return target;
    }

    public int getAmount() {
      return amount;
    }
  }

  /** The statements. */
  public interface Transfers {
    @Insert(
        "INSERT INTO transfer (source, target, amount) VALUES (#{source}, #{target}, #{amount})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int add(Transfer transfer);

    @Update("UPDATE account SET balance = balance + #{amount} WHERE id = #{id}")
    int change(@Param("id") int id, @Param("amount") int amount);

    @Delete("DELETE FROM transfer WHERE amount > #{amount}")
    int deleteAbove(int amount);
  }

  private MyBatisApp() {}

  /** Arguments: URL, user, password, driver class. */
  public static void main(String[] args) {
    PooledDataSource dataSource = new PooledDataSource(args[3], args[0], args[1], args[2]);
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), dataSource));
    configuration.addMapper(Transfers.class);
    SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);

    try (SqlSession session = factory.openSession()) {
      move(session, 10);
      session.commit();
      move(session, 20);
      session.rollback();
      move(session, 30);
    }
    try (SqlSession session = factory.openSession(true)) {
      move(session, 40);
      session.getMapper(Transfers.class).deleteAbove(35);
    }
    try (SqlSession session = factory.openSession(ExecutorType.BATCH)) {
      for (int amount = 1; amount < 6; amount++) {
        move(session, amount);
      }
      session.commit();
    }
    dataSource.forceCloseAll();
  }

  private static void move(SqlSession session, int amount) {
    Transfers transfers = session.getMapper(Transfers.class);
    Transfer transfer = new Transfer(1, 2, amount);
    transfers.add(transfer);
    transfers.change(1, -amount);
    transfers.change(2, amount);
    System.out.println("transfer " + transfer.getId());
  }
}
