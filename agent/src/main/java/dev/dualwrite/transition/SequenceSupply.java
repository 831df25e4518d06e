package dev.dualwrite.transition;

import dev.dualwrite.config.Secrets;
import dev.dualwrite.config.TableFilter;
import dev.dualwrite.endpoint.Patience;
import dev.dualwrite.sequences.SequenceGap;
import dev.dualwrite.sequences.SequenceSync;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets the sequences and identities of the coming primary ahead of what is in use. */
final class SequenceSupply implements KeySupply {
  private static final String NAME = "sequences";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More keys than an application makes between the first look and the last. */
  private static final long MARGIN = 1_000;

  private static final Set<SequenceGap.Reason> SETTABLE =
      Set.of(SequenceGap.Reason.BEHIND, SequenceGap.Reason.REFUSED);

  private final Databases databases;
  private final TableFilter tables;
  private final Patience patience;

  /** Kept from the preparation to the end of the change, with its connections. */
  private Optional<SequenceSync> prepared = Optional.empty();

  SequenceSupply(Databases databases, TableFilter tables, Patience patience) {
    this.databases = databases;
    this.tables = tables;
    this.patience = patience;
  }

  /** What keeps the coming primary's from being set; that they are behind is mended by the move. */
  Gate look(Move move) {
    try (SequenceSync sync = sync(move)) {
      List<SequenceGap> gaps = patience.ask(NAME, PATIENCE, sync::behind);
      List<SequenceGap> lasting =
          gaps.stream()
              .filter(gap -> !SETTABLE.contains(gap.reason()))
              .collect(Collectors.toList());
      if (!lasting.isEmpty()) {
        return held(lasting);
      }
      String coming = move.comingPrimary().label();
      return Gate.open(
          NAME,
          gaps.isEmpty()
              ? "those of " + coming + " are ahead"
              : gaps.size() + " of " + coming + " are behind, and are set by the change: " + gaps);
    } catch (SQLException failure) {
      return held(failure);
    }
  }

  @Override
  public Optional<Gate> prepare(Move move) {
    release();
    prepared = Optional.of(sync(move));
    // What is behind or busy now is set when nothing is written any more, or refused then.
    return advance(PATIENCE, MARGIN, SETTABLE);
  }

  @Override
  public Optional<Gate> finish(Duration atMost) {
    return advance(atMost, 0, Set.of());
  }

  @Override
  public void release() {
    prepared.ifPresent(SequenceSync::close);
    prepared = Optional.empty();
  }

  private Optional<Gate> advance(Duration atMost, long margin, Set<SequenceGap.Reason> passedOver) {
    SequenceSync sync = prepared.get();
    try {
      List<SequenceGap> gaps =
          patience.ask(NAME, atMost, () -> sync.advance(margin)).gaps().stream()
              .filter(gap -> !passedOver.contains(gap.reason()))
              .collect(Collectors.toList());
      return gaps.isEmpty() ? Optional.empty() : Optional.of(held(gaps));
    } catch (SQLException failure) {
      return Optional.of(held(failure));
    }
  }

  private SequenceSync sync(Move move) {
    return new SequenceSync(
        databases.of(move.comingPrimary().other()),
        databases.of(move.comingPrimary()),
        tables::includes);
  }

  private static Gate held(List<SequenceGap> gaps) {
    return Gate.held(
        NAME,
        gaps.stream().map(String::valueOf).collect(Collectors.joining("; ")),
        "A key that is made there would collide: mend this first");
  }

  private static Gate held(SQLException failure) {
    return Gate.held(
        NAME,
        "can't be compared: " + Secrets.mask(String.valueOf(failure.getMessage())),
        "See that both databases answer dualwrite's user");
  }
}
