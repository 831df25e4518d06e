package dev.dualwrite.sequences;

import dev.dualwrite.dialect.Counter;
import dev.dualwrite.dialect.SequenceDialect;
import dev.dualwrite.phase.Side;
import dev.dualwrite.schema.Database;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sees to it that the coming primary makes no key that is in use on either side.
 *
 * <p>Keeps a connection to each database from the first look on, since a later look may happen
 * while the application's transactions wait. Nothing that it asks takes longer than 5 s, nor waits
 * longer than 1 s for a lock. Used by one thread at a time.
 */
public final class SequenceSync implements AutoCloseable {
  private final Database presentPrimary;
  private final Database comingPrimary;
  private final Predicate<String> included;
  private final CounterSession present;
  private final CounterSession coming;

  /**
   * Makes the sync for a move of authority from one database to the other; opens nothing yet.
   *
   * @param included tells by a table's qualified name on old whether it takes part
   */
  public SequenceSync(Database presentPrimary, Database comingPrimary, Predicate<String> included) {
    this.presentPrimary = Objects.requireNonNull(presentPrimary, "presentPrimary");
    this.comingPrimary = Objects.requireNonNull(comingPrimary, "comingPrimary");
    this.included = Objects.requireNonNull(included, "included");
    this.present = session(presentPrimary);
    this.coming = session(comingPrimary);
  }

  private static CounterSession session(Database database) {
    Optional<SequenceDialect> sequences = database.dialect().sequences();
    return sequences.isEmpty()
        ? null
        : new CounterSession(database.dialect(), sequences.get(), database.connections());
  }

  /**
   * Looks, and changes nothing: what keeps the coming primary from making keys. Empty when nothing
   * does.
   *
   * @throws SQLException when one of the databases can't be asked now
   */
  public List<SequenceGap> behind() throws SQLException {
    List<SequenceGap> unknown = unknownVendors();
    return unknown.isEmpty() ? gaps(look(), Map.of()) : unknown;
  }

  /**
   * Sets those that would give a value in use, or soon will, and looks again.
   *
   * @param margin how many values are to lie between what is in use and what the coming primary
   *     gives, so that a later look finds nothing to do though the application goes on; where half
   *     of them still do, nothing is set; never more than a thousandth of what a sequence has left;
   *     none where the rows that are mirrored keep it ahead
   * @throws SQLException when one of the databases can't be asked now
   */
  public SequenceAdvance advance(long margin) throws SQLException {
    List<SequenceGap> unknown = unknownVendors();
    if (!unknown.isEmpty()) {
      return new SequenceAdvance(List.of(), unknown);
    }
    Look look = look();
    List<String> set = new ArrayList<>();
    Map<String, SQLException> refused = new HashMap<>();
    for (Counter counter : look.pairs().keySet()) {
      Lead lead = look.lead(counter);
      boolean keepsAheadByItself = margin > 0 && counter.followsWrites();
      if (counter.readable()
          && !keepsAheadByItself
          && lead.inRange()
          && lead.isShorterThanHalf(margin)) {
        set(counter, lead.withMargin(margin), set, refused);
      }
    }
    return new SequenceAdvance(set, gaps(set.isEmpty() ? look : look(), refused));
  }

  private void set(
      Counter counter, BigInteger next, List<String> set, Map<String, SQLException> refused)
      throws SQLException {
    try {
      coming.set(counter, next);
      set.add(
          counter
              + " of "
              + comingPrimary.side().label()
              + " gives "
              + next
              + " next, and no longer "
              + counter.next());
    } catch (SQLException e) {
      if (comingPrimary.dialect().errors().isConnectionFailure(e)) {
        throw e;
      }
      refused.put(counter.toString(), e);
    }
  }

  private Look look() throws SQLException {
    String oldHome = (comingPrimary.side() == Side.OLD ? coming : present).home();
    return Look.at(present, coming, new Scope(comingPrimary.side(), oldHome, included));
  }

  private List<SequenceGap> unknownVendors() {
    List<SequenceGap> gaps = new ArrayList<>();
    for (Database database : List.of(presentPrimary, comingPrimary)) {
      if (database.dialect().sequences().isEmpty()) {
        gaps.add(SequenceGap.unknownVendor(database));
      }
    }
    return gaps;
  }

  private List<SequenceGap> gaps(Look look, Map<String, SQLException> refused) {
    return new GapFinder(comingPrimary.side(), look, refused).find();
  }

  @Override
  public void close() {
    if (present != null) {
      present.close();
    }
    if (coming != null) {
      coming.close();
    }
  }
}
