package dev.dualwrite.divergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginFinderTest {

  @Test
  void theOriginIsTheFirstFrameThatIsNeitherTheJdksNorTheDriversNorThePoolsNorOurs() {
    Optional<Origin> origin =
        OriginFinder.of(
            trace(
                "java.lang.Thread",
                "dev.dualwrite.capture.StatementCapture",
                "dev.dualwrite.bootstrap.JdbcHooks",
                "org.postgresql.jdbc.PgPreparedStatement",
                "com.zaxxer.hikari.pool.ProxyPreparedStatement",
                "com.p6spy.engine.wrapper.PreparedStatementWrapper",
                "jdk.proxy2.$Proxy17",
                "com.acme.shop.$Proxy3",
                "com.acme.shop.Orders",
                "com.acme.shop.Main"));

    assertEquals("com.acme.shop.Orders.run:9", origin.orElseThrow().toString());
  }

  @Test
  void everyPoolAndDriverIsPassedOver() {
    for (String className :
        new String[] {
          "org.apache.commons.dbcp2.DelegatingStatement",
          "com.mchange.v2.c3p0.impl.NewProxyStatement",
          "org.apache.tomcat.jdbc.pool.StatementFacade",
          "com.alibaba.druid.pool.DruidPooledStatement",
          "org.mariadb.jdbc.Statement",
          "com.mysql.cj.jdbc.StatementImpl",
          "org.h2.jdbc.JdbcStatement",
          "org.hsqldb.jdbc.JDBCStatement",
          "org.apache.derby.impl.jdbc.EmbedStatement",
          "org.sqlite.jdbc4.JDBC4Statement",
          "com.microsoft.sqlserver.jdbc.SQLServerStatement",
          "oracle.jdbc.driver.OracleStatement",
          "com.ibm.db2.jcc.am.Statement"
        }) {
      assertEquals(Optional.empty(), OriginFinder.of(trace(className)), className);
    }
  }

  @Test
  void anObjectRelationalMapperCountsAsTheApplication() {
    Optional<Origin> origin =
        OriginFinder.of(trace("org.h2.jdbc.JdbcStatement", "org.hibernate.Session", "com.acme.A"));

    assertEquals("org.hibernate.Session", origin.orElseThrow().className());
  }

  @Test
  void theCurrentCallHasAnOriginOutsideOfTheAgent() {
    // This test stands in a package of the agent, so the first frame that counts is JUnit's.
    Optional<Origin> origin = OriginFinder.ofThisCall();

    assertEquals("org.junit.", origin.orElseThrow().className().substring(0, 10));
  }

  private static StackTraceElement[] trace(String... classNames) {
    return Stream.of(classNames)
        .map(name -> new StackTraceElement(name, "run", "File.java", 9))
        .toArray(StackTraceElement[]::new);
  }
}
