package dev.dualwrite.tests.apps.workload;

import dev.dualwrite.tests.apps.PhaseChange;
import dev.dualwrite.tests.harness.Database;
import dev.dualwrite.tests.harness.Vendor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Uses JDBC in every way it can be used and prints all that it sees; the same for the same seed.
 */
public final class WorkloadApp {
  /** Each transcript of a scenario begins with this. */
  public static final String HEADING = "== ";

  private WorkloadApp() {}

  /**
   * Arguments: vendor, seed, URL, user, password, and phases of the agent, one after the other for
   * each scenario, if they are to change.
   */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Vendor vendor = Vendor.valueOf(args[0]);
    Random random = new Random(Long.parseLong(args[1]));
    try (Connection connection =
        DriverManager.getConnection(url(vendor, args[2]), args[3], args[4])) {
      Session session = new Session(vendor, connection, new Transcript(out), random);
      int scenarios = 0;
      for (Ending ending : Ending.values()) {
        for (Map.Entry<String, Scenario> scenario : scenarios().entrySet()) {
          if (args.length > 5) {
            PhaseChange.to(args[5 + scenarios++ % (args.length - 5)]);
          }
          session.transcript().line("%s%s, %s", HEADING, scenario.getKey(), ending);
          run(session, ending, scenario.getValue());
        }
      }
    }
    closeWithoutCommit(vendor, args, out);
  }

  /** How the transaction around a scenario ends. */
  private enum Ending {
    AUTOCOMMIT,
    COMMIT,
    ROLLBACK
  }

  private static void run(Session session, Ending ending, Scenario scenario) throws Exception {
    Connection connection = session.connection();
    connection.setAutoCommit(ending == Ending.AUTOCOMMIT);
    scenario.run(session);
    switch (ending) {
      case AUTOCOMMIT -> {}
      case COMMIT -> session.commit();
      case ROLLBACK -> session.rollback();
    }
  }

  private static Map<String, Scenario> scenarios() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    BindScenarios.addTo(scenarios);
    StreamScenarios.addTo(scenarios);
    BatchScenarios.addTo(scenarios);
    KeyScenarios.addTo(scenarios);
    TransactionScenarios.addTo(scenarios);
    ResultScenarios.addTo(scenarios);
    HazardScenarios.addTo(scenarios);
    SessionScenarios.addTo(scenarios);
    LooseScenarios.addTo(scenarios);
    return scenarios;
  }

  private static void closeWithoutCommit(Vendor vendor, String[] args, PrintStream out)
      throws SQLException {
    out.println(HEADING + "closed without commit");
    Connection connection = DriverManager.getConnection(url(vendor, args[2]), args[3], args[4]);
    connection.setAutoCommit(false);
    connection
        .createStatement()
        .executeUpdate("INSERT INTO account VALUES (-1, 'left open', 1, 1, NULL, NULL)");
    connection.close();
    try (Connection reader = DriverManager.getConnection(url(vendor, args[2]), args[3], args[4])) {
      new Transcript(out)
          .rows(
              reader
                  .createStatement()
                  .executeQuery("SELECT count(*) FROM account WHERE owner = 'left open'"));
    }
  }

  /** The URL of a database with the parameters that this application needs. */
  public static String url(Database database) {
    return url(database.vendor(), database.url());
  }

  /** Parameters that the application needs; they don't count when its URL is matched. */
  private static String url(Vendor vendor, String url) {
    return vendor == Vendor.MARIADB ? url + "?allowMultiQueries=true" : url;
  }
}
