package dev.dualwrite.divergence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of one table, kind and SQL text. */
public final class DivergenceGroup {
  private static final int MAX_EXAMPLES = 3;

  private final Optional<String> table;
  private final String kind;
  private final Optional<String> sql;
  private final List<Example> examples = new ArrayList<>();
  private long count;
  private long open;
  private String first = "";
  private String last = "";

  DivergenceGroup(Optional<String> table, String kind, Optional<String> sql) {
    this.table = table;
    this.kind = kind;
    this.sql = sql;
  }

  /** The table, if it is known. */
  public Optional<String> table() {
    return table;
  }

  /** The kind of the records. */
  public String kind() {
    return kind;
  }

  /** The SQL text without literals, if it is known. */
  public Optional<String> sql() {
    return sql;
  }

  /** The number of records. */
  public long count() {
    return count;
  }

  /** The number of records whose difference was neither repaired nor resolved. */
  public long open() {
    return open;
  }

  /** The time of the first record in ISO-8601, UTC. */
  public String first() {
    return first;
  }

  /** The time of the last record in ISO-8601, UTC. */
  public String last() {
    return last;
  }

  /** A few of the records, the first ones. */
  public List<Example> examples() {
    return Collections.unmodifiableList(examples);
  }

  void add(RecordedDivergence record) {
    count++;
    first = count == 1 || record.time().compareTo(first) < 0 ? record.time() : first;
    last = record.time().compareTo(last) > 0 ? record.time() : last;
    if (record.isOpen()) {
      open++;
    }
    if (examples.size() < MAX_EXAMPLES) {
      examples.add(new Example(record.place(), record.fields()));
    }
  }

  void resolveOne() {
    open--;
  }

  /** One record and where it stands. */
  public static final class Example {
    private final String place;
    private final Map<String, Object> fields;

    Example(String place, Map<String, Object> fields) {
      this.place = place;
      this.fields = fields;
    }

    /** The file and line, such as {@code log.jsonl:7}. */
    public String place() {
      return place;
    }

    /** The fields as logged. */
    public Map<String, Object> fields() {
      return fields;
    }
  }
}
