package dev.dualwrite.bench.calls;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.ShardingSphereDataSourceFactory;
import org.apache.shardingsphere.single.config.SingleRuleConfiguration;

/** ShardingSphere-JDBC before one database, all of whose tables are where they are. */
final class PassThrough {
  private static final int CONNECTIONS = 4;

  private PassThrough() {}

  /** It asks the pool for the URL, and so won't take a pool that was given a data source. */
  static DataSource of(PlainDataSource plain) throws SQLException {
    HikariConfig pool = new HikariConfig();
    pool.setDriverClassName(plain.driver().getClass().getName());
    pool.setJdbcUrl(plain.url());
    pool.setDataSourceProperties(plain.properties());
    pool.setMaximumPoolSize(CONNECTIONS);
    SingleRuleConfiguration anyTable = new SingleRuleConfiguration();
    anyTable.setTables(List.of("*.*", "*.*.*"));
    return ShardingSphereDataSourceFactory.createDataSource(
        new HikariDataSource(pool), List.of(anyTable), new Properties());
  }
}
