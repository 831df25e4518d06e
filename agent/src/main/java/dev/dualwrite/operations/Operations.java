package dev.dualwrite.operations;

import dev.dualwrite.config.Settings;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators see of a running application: the control channel, the MBean, announcements in the
 * log, and the documents that outlive it.
 *
 * <p>All of it begins a second after the start, on the scheduler's thread, so that the application
 * starts no later. It touches files there, and asks no database.
 */
public final class Operations implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Operations.class);
  private static final long TICK_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 5;
  private static final int TICKS_PER_PUBLICATION = 10;

  private final Settings settings;
  private final Audit audit;
  private final StatusReporter reporter;
  private final Retry retry;
  private final Optional<PhaseControl> phase;
  private final Optional<DocumentStore> documents;
  private final Announcements announcements;
  private final Map<String, ControlCommand> furtherCommands = new LinkedHashMap<>();
  private final ScheduledExecutorService scheduler;
  private Optional<ScheduledFuture<?>> ticking = Optional.empty();

  /** What follows is the scheduler's thread's own. */
  private Optional<ControlServer> control = Optional.empty();

  private Optional<Management> management = Optional.empty();
  private boolean managementTried;
  private boolean controlFailed;
  private int ticks;
  private int textsPublished;

  /**
   * Creates it; nothing begins yet.
   *
   * @param sources who has figures for the status
   * @param phase who changes the phase; empty when this process can't
   * @param documents where the last status is kept; empty when the state folder isn't this
   *     process's, so that it must not listen for that folder either
   * @param scheduler has one thread, which this doesn't end
   */
  public Operations(
      Settings settings,
      Audit audit,
      List<StatusSource> sources,
      Retry retry,
      Optional<PhaseControl> phase,
      Optional<DocumentStore> documents,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.settings = settings;
    this.audit = audit;
    this.reporter = new StatusReporter(settings, sources, clock);
    this.retry = retry;
    this.phase = phase;
    this.documents = documents;
    this.scheduler = scheduler;
    this.announcements = new Announcements(logger::warn, System::nanoTime);
  }

  /** Has the control channel answer what a verification beside this process tells it. */
  public Operations recordingVerifications(VerifyRecorder recorder) {
    furtherCommands.put(VerifyRecorder.COMMAND, recorder);
    return this;
  }

  /** Begins a second from now. */
  public void start() {
    ticking =
        Optional.of(
            scheduler.scheduleWithFixedDelay(
                this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void tick() {
    try {
      Status status = reporter.now();
      announcements.look(status);
      manage(status);
      phase.ifPresent(PhaseControl::look);
      boolean due = ticks++ % TICKS_PER_PUBLICATION == 0;
      if (due) {
        listen();
      }
      // A new text is worth more than a count: the process may be killed.
      if (due || audit.size() != textsPublished) {
        publish(status);
      }
    } catch (RuntimeException bug) {
      // A scheduled task that throws is never run again.
      logger.error("Dualwrite's status failed and goes on", bug);
    }
  }

  private void listen() {
    if (documents.isEmpty()) {
      return;
    }
    try {
      if (control.isPresent()) {
        control.get().keepFile();
      } else {
        control = Optional.of(ControlServer.start(settings.stateDir(), commands()));
      }
      controlFailed = false;
    } catch (IOException | RuntimeException failure) {
      if (!controlFailed) {
        controlFailed = true;
        logger.warn(
            "The command line can't ask this process, since it can't listen: {}. That is tried again.",
            failure.toString());
      }
    }
  }

  private Map<String, ControlCommand> commands() {
    Map<String, ControlCommand> commands = new LinkedHashMap<>();
    commands.put("status", arguments -> StatusJson.of(reporter.now()));
    commands.put("audit", arguments -> AuditJson.of(audit.report()));
    commands.put("retry", this::retry);
    phase.ifPresent(control -> commands.put("phase", control::ask));
    phase.ifPresent(control -> commands.put("phase-answer", control::answer));
    commands.putAll(furtherCommands);
    return commands;
  }

  private Map<String, Object> retry(Map<?, ?> arguments) {
    boolean parked = Boolean.TRUE.equals(arguments.get("parked"));
    long unparked = retry.now(parked ? RetryScope.QUEUED_AND_PARKED : RetryScope.QUEUED);
    return Map.of("unparked", unparked, "status", StatusJson.of(reporter.now()));
  }

  private void manage(Status status) {
    if (!managementTried && status.condition() != Condition.IDLE) {
      managementTried = true;
      management =
          Management.register(new StatusBean(reporter::now, retry, phase), settings.instance());
    }
  }

  private void publish(Status status) {
    textsPublished = audit.size();
    documents.ifPresent(
        store -> {
          store.put(DocumentStore.STATUS, JsonFields.line(StatusJson.of(status)));
          store.put(DocumentStore.AUDIT, JsonFields.line(AuditJson.of(audit.report())));
        });
  }

  /** Keeps the last status, and ends; the documents must still be open. */
  @Override
  public void close() {
    ticking.ifPresent(tick -> tick.cancel(false));
    // Behind a tick that is under way, and before no other.
    Future<?> end = scheduler.submit(this::end);
    try {
      end.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      logger.warn("Dualwrite's last status could not be kept in {} s", CLOSE_SECONDS);
    } catch (ExecutionException bug) {
      logger.error("Dualwrite's last status could not be kept", bug.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    control.ifPresent(ControlServer::close);
    management.ifPresent(Management::close);
    publish(reporter.last());
  }
}
