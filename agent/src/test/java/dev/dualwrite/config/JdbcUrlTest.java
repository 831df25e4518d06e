package dev.dualwrite.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/shop         | jdbc:postgresql://db:5432/shop?ssl=true&user=a
          jdbc:postgresql://DB.Example/shop | jdbc:postgresql://db.example/shop
          jdbc:postgresql:shop              | jdbc:postgresql://localhost/shop
          jdbc:postgresql:///shop           | jdbc:postgresql://localhost:5432/shop
          jdbc:postgresql://a,b:5433/shop   | jdbc:postgresql://a:5432,b:5433/shop
          jdbc:postgresql://[::1]/shop      | jdbc:postgresql://[::1]:5432/shop
          jdbc:mysql://app:pw@db/shop       | jdbc:mysql://db:3306/shop
          jdbc:mariadb://db/                | jdbc:mariadb://db
          jdbc:mariadb:replication://a,b/s  | jdbc:mariadb:replication://a:3306,b:3306/s
          jdbc:h2:./data/shop;MODE=MySQL    | jdbc:h2:file:./data/shop
          jdbc:h2:tcp://db/~/shop           | jdbc:h2:tcp://db/~/shop;USER=sa
          jdbc:h2:mem:shop                  | jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1
          jdbc:sqlserver://db;databaseName=a;encrypt=true | jdbc:sqlserver://db:1433;database=A
          jdbc:oracle:thin:@//db/shop       | jdbc:oracle:thin:@//db:1521/shop
          jdbc:sqlite:shop.db               | jdbc:sqlite:shop.db?cache=shared
          """)
  void namesTheSameDatabase(String configured, String actual) {
    assertTrue(JdbcUrl.matches(configured, actual));
    assertTrue(JdbcUrl.matches(actual, configured));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/shop    | jdbc:postgresql://db/shop2
          jdbc:postgresql://db/shop    | jdbc:postgresql://db/Shop
          jdbc:postgresql://db/shop    | jdbc:postgresql://db:5433/shop
          jdbc:postgresql://db/shop    | jdbc:postgresql://db2/shop
          jdbc:mysql://db/shop         | jdbc:mariadb://db/shop
          jdbc:h2:mem:old              | jdbc:h2:mem:new
          jdbc:h2:mem:old              | jdbc:h2:file:old
          jdbc:sqlserver://db;databaseName=a | jdbc:sqlserver://db;databaseName=b
          """)
  void namesAnotherDatabase(String configured, String actual) {
    assertFalse(JdbcUrl.matches(configured, actual));
  }
}
