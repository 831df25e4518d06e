package dev.dualwrite.transition;

import dev.dualwrite.endpoint.AgentThreads;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests for the phase, one after the other, on a thread of its own that ends when it is
 * idle; the answers of the last few are kept for those who asked.
 */
public final class PhaseChanges {
  private static final Logger logger = LoggerFactory.getLogger(PhaseChanges.class);
  private static final long IDLE_SECONDS = 5;
  private static final int MOST_WAITING = 4;
  private static final int MOST_ANSWERS = 16;

  private final PhaseDesk desk;
  private final PhaseWatch watch;
  private final BooleanSupplier connected;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          AgentThreads.named("phase"));

  /** Used by the thread that looks. */
  private boolean hasConnected;

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Future<Map<String, Object>>> answers = new ConcurrentHashMap<>();

  /** Creates it; nothing begins yet. */
  PhaseChanges(PhaseDesk desk, PhaseWatch watch, BooleanSupplier connected) {
    this.desk = desk;
    this.watch = watch;
    this.connected = connected;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Looks whether the properties file asks for another phase; called every second or so. */
  public void look() {
    hasConnected = hasConnected || connected.getAsBoolean();
    if (!hasConnected) {
      return;
    }
    watch
        .look()
        .filter(phase -> phase != desk.phase())
        .ifPresent(
            phase ->
                submit(
                    new ChangeRequest(phase, ChangeRequest.Extent.IF_OPEN, "the properties file")));
  }

  /** Asks for a phase, and returns the number under which the answer will be. */
  public long submit(ChangeRequest request) {
    return keep(() -> change(request));
  }

  /** Asks where the application is, and what each next step would need. */
  public long view() {
    return keep(desk::view);
  }

  private long keep(Callable<Map<String, Object>> question) {
    long number = numbers.incrementAndGet();
    try {
      answers.put(number, thread.submit(question));
    } catch (RejectedExecutionException busy) {
      throw new IllegalStateException("other changes of the phase are waiting already", busy);
    }
    answers.keySet().removeIf(old -> old <= number - MOST_ANSWERS);
    return number;
  }

  /**
   * Returns an answer; empty while there is none yet.
   *
   * @throws IllegalStateException when it failed, or nobody asked under this number lately
   */
  public Optional<Map<String, Object>> answer(long number) {
    Future<Map<String, Object>> answer = answers.get(number);
    if (answer == null) {
      throw new IllegalStateException("nothing was asked under the number " + number);
    }
    if (!answer.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(answer.get());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("it failed inside: " + failure.getCause(), failure);
    }
  }

  private Map<String, Object> change(ChangeRequest request) {
    try {
      ChangeResult result = desk.change(request);
      tell(request, result);
      return result.json();
    } catch (RuntimeException | Error bug) {
      logger.error("Dualwrite failed to change the phase, which is {}", desk.phase(), bug);
      throw bug;
    }
  }

  private static void tell(ChangeRequest request, ChangeResult result) {
    switch (result.outcome()) {
      case CHANGED:
        logger.warn(
            "The phase is {} now (before: {}), as {} asked{}{}",
            result.move().to(),
            result.move().from(),
            request.origin(),
            result.move().movesAuthority()
                ? "; transactions were held back for " + result.pause().millis() + " ms"
                : "",
            result.held().isEmpty() ? "" : "; BY FORCE, in spite of: " + result.held());
        result.notes().forEach(note -> logger.warn("{}", note));
        return;
      case REFUSED:
        logger.warn(
            "The phase stays {}: {} asked for {}, but {}",
            result.move().from(),
            request.origin(),
            result.move().to(),
            result.held());
        return;
      case SAME:
      case WOULD_CHANGE:
      case WOULD_REFUSE:
        return;
    }
    throw new AssertionError(result.outcome());
  }
}
