package dev.dualwrite.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How one vendor's session state is recognised, read and taken over by another session. */
public abstract class SessionDialect {
  private static final String GAP = "(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)*+";

  /** Returns a pattern for texts that start, after comments and space, with one of the words. */
  static Pattern startingWith(String words) {
    return Pattern.compile(
        "^" + GAP + "(?:" + words + ").*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * Tells whether a statement text sets state of the session, so that the state is to be read
   * again: at once and, since some vendors undo it with the transaction, at the transaction's end.
   */
  public abstract boolean changesSession(String sql);

  /**
   * Returns the query for the state: one row, the columns' labels are the settings' names; empty
   * where there is none.
   */
  abstract Optional<String> stateQuery();

  /**
   * Returns the settings that say where names are looked up, which the two databases may have named
   * differently.
   */
  abstract Set<String> placement();

  /**
   * Returns the setting's value here for one of another vendor, or null where there is no safe
   * equal.
   */
  abstract Map<String, String> translate(SessionState other);

  /**
   * Returns the statements that take a session of this vendor from one state to another; empty when
   * they are equal.
   */
  public abstract List<String> statements(SessionState from, SessionState to);

  /**
   * Reads the state of a session of the given vendor; one round trip, in the session's transaction.
   */
  static SessionState read(Connection connection, Dialect dialect) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    Optional<String> query = dialect.session().stateQuery();
    if (query.isPresent()) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query.get())) {
        row.next();
        ResultSetMetaData labels = row.getMetaData();
        for (int i = 1; i <= labels.getColumnCount(); i++) {
          settings.put(labels.getColumnLabel(i), row.getString(i));
        }
      }
    }
    return new SessionState(dialect, settings);
  }

  /**
   * Returns the state that a session of this vendor should have so that statements mean there what
   * they mean on the host now. Where the host looks up names as it did at its start, the twin does
   * as it did at its own.
   */
  public SessionState counterpart(
      SessionState hostAtStart, SessionState hostNow, SessionState twinAtStart) {
    Map<String, String> settings = new LinkedHashMap<>(twinAtStart.settings());
    if (!twinAtStart.dialect().sameFamily(hostNow.dialect())) {
      settings.putAll(translate(hostNow));
      return new SessionState(twinAtStart.dialect(), settings);
    }
    for (Map.Entry<String, String> setting : hostNow.settings().entrySet()) {
      String before = hostAtStart.settings().get(setting.getKey());
      if (!placement().contains(setting.getKey()) || !Objects.equals(before, setting.getValue())) {
        settings.put(setting.getKey(), setting.getValue());
      }
    }
    return new SessionState(twinAtStart.dialect(), settings);
  }

  static Map<String, String> differences(SessionState from, SessionState to) {
    Map<String, String> differing = new LinkedHashMap<>();
    for (Map.Entry<String, String> setting : to.settings().entrySet()) {
      String before = from.settings().get(setting.getKey());
      if (setting.getValue() != null && !setting.getValue().equals(before)) {
        differing.put(setting.getKey(), setting.getValue());
      }
    }
    return differing;
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
