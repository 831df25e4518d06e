package dev.dualwrite.tests.apps;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;

/** One write in a distributed transaction, and one beside it. */
public final class XaApp {
  private record Id(String name) implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private XaApp() {}

  /** Arguments: URL, user, password. */
  public static void main(String[] args) throws SQLException, XAException {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL(args[0]);
    dataSource.setUser(args[1]);
    dataSource.setPassword(args[2]);
    XAConnection xa = dataSource.getXAConnection();
    XAResource resource = xa.getXAResource();
    Id id = new Id("one");
    Connection connection = xa.getConnection();
    resource.start(id, XAResource.TMNOFLAGS);
    write(connection, "INSERT INTO t VALUES (1, 'distributed')");
    resource.end(id, XAResource.TMSUCCESS);
    resource.prepare(id);
    resource.commit(id, false);
    xa.close();
    try (Connection plain = dataSource.getConnection()) {
      write(plain, "INSERT INTO t VALUES (2, 'plain')");
    }
  }

  private static void write(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      System.out.println("count " + statement.executeUpdate(sql));
    }
  }
}
