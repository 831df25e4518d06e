package dev.dualwrite.bench.calls;

import com.p6spy.engine.spy.P6DataSource;
import dev.dualwrite.bench.run.AgentSetup;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What stands between an application and its driver. */
enum Contender {
  BARE("bare"),
  BARE_AGAIN("bare, again"),
  OLD_ONLY("old-only"),
  NEW_SECONDARY("new-secondary"),
  BOTH_REQUIRED("both-required"),
  NEW_PRIMARY("new-primary"),
  NEW_ONLY("new-only"),
  P6SPY("P6Spy"),
  DATASOURCE_PROXY("datasource-proxy"),
  SHARDINGSPHERE("ShardingSphere-JDBC");

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Returns the agent's configuration, where the agent is what stands there. */
  Optional<AgentSetup> agent() {
    return switch (this) {
      case OLD_ONLY, NEW_SECONDARY, BOTH_REQUIRED, NEW_PRIMARY, NEW_ONLY ->
          Optional.of(AgentSetup.phase(label));
      case BARE, BARE_AGAIN, P6SPY, DATASOURCE_PROXY, SHARDINGSPHERE -> Optional.empty();
    };
  }

  /**
   * Returns what the application uses; each wrapper does the least that it can, and logs nothing.
   */
  DataSource wrap(PlainDataSource plain) throws SQLException {
    return switch (this) {
      case BARE, BARE_AGAIN, OLD_ONLY, NEW_SECONDARY, BOTH_REQUIRED, NEW_PRIMARY, NEW_ONLY -> plain;
      case P6SPY -> {
        System.setProperty("p6spy.config.modulelist", "com.p6spy.engine.spy.P6SpyFactory");
        yield new P6DataSource(plain);
      }
      case DATASOURCE_PROXY -> ProxyDataSourceBuilder.create(plain).build();
      case SHARDINGSPHERE -> PassThrough.of(plain);
    };
  }
}
