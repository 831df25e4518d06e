package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One database's counters, found by what the other database calls its own: by table and column, or
 * by the sequence's name. Where connections look for unqualified names, the schema's name doesn't
 * count; case does only where two names differ by nothing else.
 */
final class Counters {
  private final List<Counter> all;
  private final Map<List<String>, List<Counter>> byName = new HashMap<>();

  Counters(List<Counter> all) {
    this.all = all;
    for (Counter counter : all) {
      for (List<String> name : names(counter)) {
        byName.computeIfAbsent(folded(name), unseen -> new ArrayList<>()).add(counter);
      }
    }
  }

  List<Counter> all() {
    return all;
  }

  /** Returns the one that stands here for the other database's. */
  Optional<Counter> counterpart(Counter other) {
    for (List<String> name : names(other)) {
      List<Counter> found = byName.getOrDefault(folded(name), List.of());
      if (found.size() == 1) {
        return Optional.of(found.get(0));
      }
      Optional<Counter> exact =
          found.stream().filter(each -> names(each).contains(name)).findFirst();
      if (exact.isPresent()) {
        return exact;
      }
    }
    return Optional.empty();
  }

  /** A column's name comes first, since vendors name the sequences behind columns by themselves. */
  private static List<List<String>> names(Counter counter) {
    String schema = counter.atHome() ? "" : counter.schema();
    List<List<String>> names = new ArrayList<>();
    if (counter.table().isPresent()) {
      names.add(List.of(schema, counter.table().get(), counter.column().orElseThrow()));
    }
    counter.name().ifPresent(name -> names.add(List.of(schema, name)));
    return names;
  }

  private static List<String> folded(List<String> name) {
    List<String> folded = new ArrayList<>(name);
    folded.replaceAll(part -> part.toLowerCase(Locale.ROOT));
    return folded;
  }
}
