package dev.dualwrite.tests.apps.containers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A Spring Boot application that writes, reads what it wrote, and ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BootApp {
  /** Arguments: those of Spring Boot, the data source among them. */
  public static void main(String[] args) {
    try (var context = SpringApplication.run(BootApp.class, args)) {
      JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
      TransactionTemplate transaction =
          new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
      transaction.executeWithoutResult(
          status -> {
            jdbc.update("INSERT INTO transfer (source, target, amount) VALUES (1, 2, 10)");
            jdbc.update("UPDATE account SET balance = balance - ? WHERE id = ?", 10, 1);
          });
      System.out.println(
          "balance " + jdbc.queryForObject("SELECT balance FROM account WHERE id = 1", int.class));
    }
  }
}
