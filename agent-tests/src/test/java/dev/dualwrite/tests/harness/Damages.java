package dev.dualwrite.tests.harness;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Damages to be done to the new database behind everybody's back, and how they are to be named. */
public final class Damages {
  private final List<String> before = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private final Set<String> expected = new TreeSet<>();
  private int count;

  /** Adds a row that both databases are to have before the damage is done. */
  public Damages row(String insert) {
    before.add(insert);
    return this;
  }

  /** Adds one damage, and the difference that it makes. */
  public Damages damage(String statement, String difference) {
    count++;
    statements.add(statement);
    expected.add(difference);
    return this;
  }

  /** Adds one damage that makes two differences. */
  public Damages damage(String statement, String difference, String otherDifference) {
    expected.add(otherDifference);
    return damage(statement, difference);
  }

  /** Returns how many there are. */
  public int count() {
    return count;
  }

  /** Makes the rows that are to be damaged on both sides. */
  public void prepare(DatabasePair pair, Map<Vendor, String> prelude) throws SQLException {
    for (Database database : List.of(pair.oldDatabase(), pair.newDatabase())) {
      List<String> all = new ArrayList<>(List.of(prelude.get(database.vendor())));
      all.addAll(before);
      database.execute(all.toArray(String[]::new));
    }
  }

  /** Does all of it. */
  public void plant(Database database, Map<Vendor, String> prelude) throws SQLException {
    List<String> all = new ArrayList<>(List.of(prelude.get(database.vendor())));
    all.addAll(statements);
    database.execute(all.toArray(String[]::new));
  }

  /** Returns the differences that are to be found, as {@link #found} writes them. */
  public Set<String> expected() {
    return expected;
  }

  /** Returns the differences in a result of {@code verify --json}, as text. */
  public static Set<String> found(Map<String, Object> json) {
    Set<String> found = new TreeSet<>();
    for (Object each : (List<?>) json.get("differences")) {
      Map<?, ?> difference = (Map<?, ?>) each;
      String table = difference.get("table").toString();
      found.add(
          difference.get("kind")
              + " "
              + table.substring(table.lastIndexOf('.') + 1)
              + " "
              + values((Map<?, ?>) difference.get("key"))
              + fields((List<?>) difference.get("fields")));
    }
    return found;
  }

  private static String values(Map<?, ?> key) {
    Map<String, Object> sorted = new TreeMap<>();
    key.forEach((column, value) -> sorted.put(column.toString(), value));
    return sorted.values().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String fields(List<?> fields) {
    return fields.isEmpty()
        ? ""
        : fields.stream()
            .map(field -> field.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",", " ", ""));
  }
}
