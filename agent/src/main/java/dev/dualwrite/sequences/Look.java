package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One look at the counters of both databases. Costs two or three round trips a side, however many
 * they are.
 */
final class Look {
  private final Counters present;
  private final Counters coming;

  /** The coming primary's that count, each with the present one's, where there is one. */
  private final Map<Counter, Optional<Counter>> pairs = new LinkedHashMap<>();

  private final List<Counter> missing = new ArrayList<>();
  private final Map<Counter, BigInteger> furthest = new HashMap<>();
  private final Map<Counter, SQLException> unreadable = new LinkedHashMap<>();

  private Look(Counters present, Counters coming) {
    this.present = present;
    this.coming = coming;
  }

  /**
   * Looks at both databases, the present primary first: what it gives meanwhile, it tells by the
   * values.
   */
  static Look at(CounterSession present, CounterSession coming, Scope scope) throws SQLException {
    Look look = new Look(new Counters(present.list()), new Counters(coming.list()));
    look.pair(scope);
    look.furthest.putAll(
        present.furthest(
            ofColumns(look.pairs.values().stream().flatMap(Optional::stream)), look.unreadable));
    look.furthest.putAll(coming.furthest(ofColumns(look.pairs.keySet().stream()), look.unreadable));
    return look;
  }

  private static List<Counter> ofColumns(Stream<Counter> counters) {
    return counters.filter(counter -> counter.table().isPresent()).collect(Collectors.toList());
  }

  private void pair(Scope scope) {
    for (Counter each : present.all()) {
      Optional<Counter> theirs = Optional.of(each);
      Optional<Counter> ours = coming.counterpart(each);
      if (!scope.includes(theirs, ours)) {
        continue;
      }
      if (ours.isPresent()) {
        pairs.put(ours.get(), theirs);
      } else if (each.used() || !each.readable()) {
        missing.add(each);
      }
    }
    for (Counter each : coming.all()) {
      boolean alone = present.counterpart(each).isEmpty() && !pairs.containsKey(each);
      if (alone
          && each.table().isPresent()
          && scope.includes(Optional.empty(), Optional.of(each))) {
        pairs.put(each, Optional.empty());
      }
    }
  }

  Map<Counter, Optional<Counter>> pairs() {
    return pairs;
  }

  /** Those of the present primary that the coming one lacks, though they have been used. */
  List<Counter> missing() {
    return missing;
  }

  /** Those of either side whose tables refuse to be read. */
  Map<Counter, SQLException> unreadable() {
    return unreadable;
  }

  Lead lead(Counter ours) {
    Optional<Counter> theirs = pairs.get(ours);
    Optional<BigInteger> values =
        Stream.concat(Stream.of(ours), theirs.stream())
            .map(furthest::get)
            .filter(value -> value != null)
            .reduce(
                (one, other) -> ours.increment().signum() > 0 ? one.max(other) : one.min(other));
    return Lead.of(ours, theirs, values);
  }
}
