package dev.dualwrite.tests.apps.clients;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** JdbcTemplate in and out of transactions, nested ones included. */
public final class SpringJdbcApp {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final TransactionTemplate nested;

  private SpringJdbcApp(HikariDataSource dataSource) {
    jdbc = new JdbcTemplate(dataSource);
    DataSourceTransactionManager manager = new DataSourceTransactionManager(dataSource);
    transaction = new TransactionTemplate(manager);
    nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Arguments: URL, user, password. */
  public static void main(String[] args) {
    try (HikariDataSource dataSource = new HikariDataSource()) {
      dataSource.setJdbcUrl(args[0]);
      dataSource.setUsername(args[1]);
      dataSource.setPassword(args[2]);
      SpringJdbcApp app = new SpringJdbcApp(dataSource);
      app.autocommit();
      app.transfer();
      app.nestedRollback();
      app.failedTransaction();
    }
  }

  private void autocommit() {
    jdbc.update("INSERT INTO account VALUES (?, ?, ?)", 4, "four", 0);
    jdbc.batchUpdate(
        "INSERT INTO account VALUES (?, ?, ?)",
        List.of(new Object[] {5, "five", 5}, new Object[] {6, "six", 6}));
    jdbc.execute("UPDATE account SET balance = balance + 1 WHERE balance < 6");
    new SimpleJdbcInsert(jdbc)
        .withTableName("transfer")
        .usingColumns("source", "target", "amount")
        .usingGeneratedKeyColumns("id")
        .executeAndReturnKey(Map.of("source", 1, "target", 2, "amount", 1));
  }

  private void transfer() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.queryForObject("SELECT balance FROM account WHERE id = 1 FOR UPDATE", Integer.class);
          move(1, 2, 30);
        });
  }

  private void nestedRollback() {
    transaction.executeWithoutResult(
        outer -> {
          move(2, 3, 10);
          nested.executeWithoutResult(
              inner -> {
                move(3, 1, 5);
                inner.setRollbackOnly();
              });
          move(3, 1, 1);
        });
  }

  private void failedTransaction() {
    try {
      transaction.executeWithoutResult(
          status -> {
            move(1, 3, 7);
            jdbc.update("INSERT INTO account VALUES (1, 'duplicate', 0)");
          });
      throw new IllegalStateException("the duplicate was taken");
    } catch (DuplicateKeyException e) {
      System.out.println("rolled back");
    }
  }

  private void move(int source, int target, int amount) {
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    jdbc.update(
        connection -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO transfer (source, target, amount) VALUES (?, ?, ?)",
                  new String[] {"id"});
          insert.setInt(1, source);
          insert.setInt(2, target);
          insert.setInt(3, amount);
          return insert;
        },
        key);
    jdbc.update("UPDATE account SET balance = balance - ? WHERE id = ?", amount, source);
    jdbc.update("UPDATE account SET balance = balance + ? WHERE id = ?", amount, target);
    System.out.println("transfer " + key.getKey());
  }
}
