package dev.dualwrite.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** How many entries of one shape there are, by place. */
final class Tally {
  private final Shape shape;
  private final Map<EntryPlace, Long> counts = new EnumMap<>(EntryPlace.class);

  Tally(Shape shape) {
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  void count(EntryPlace place, int by) {
    counts.merge(place, (long) by, Long::sum);
  }

  long of(EntryPlace place) {
    return counts.getOrDefault(place, 0L);
  }

  boolean isEmpty() {
    return counts.values().stream().allMatch(count -> count == 0);
  }

  void write(DataOutput out) throws IOException {
    for (EntryPlace place : EntryPlace.values()) {
      out.writeLong(of(place));
    }
  }

  static Tally read(Shape shape, DataInput in) throws IOException {
    Tally tally = new Tally(shape);
    for (EntryPlace place : EntryPlace.values()) {
      tally.counts.put(place, in.readLong());
    }
    return tally;
  }
}
