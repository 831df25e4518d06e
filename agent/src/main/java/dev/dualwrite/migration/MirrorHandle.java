package dev.dualwrite.migration;

import dev.dualwrite.check.Check;
import dev.dualwrite.mirror.BreakerProbe;
import dev.dualwrite.mirror.Mirror;
import dev.dualwrite.mirror.TwinSource;
import dev.dualwrite.reconcile.Drain;
import dev.dualwrite.schema.CachedSchema;
import dev.dualwrite.schema.Namespace;
import java.util.Optional;

/**
 * A migration's mirror with what must be closed and forgotten along with it; absent as long as no
 * other database is configured.
 */
final class MirrorHandle implements AutoCloseable {
  private final Mirror mirror;
  private final TwinSource source;
  private final CachedSchema schema;
  private final ClassLoader driverLoader;
  private final Drain drain;
  private final Optional<Check> check;
  private final BreakerProbe probe;

  MirrorHandle(
      Mirror mirror,
      TwinSource source,
      CachedSchema schema,
      ClassLoader driverLoader,
      Drain drain,
      Optional<Check> check,
      BreakerProbe probe) {
    this.mirror = mirror;
    this.source = source;
    this.schema = schema;
    this.driverLoader = driverLoader;
    this.drain = drain;
    this.check = check;
    this.probe = probe;
  }

  static MirrorHandle absent() {
    return new MirrorHandle(null, null, null, null, null, Optional.empty(), null);
  }

  Mirror mirror() {
    if (mirror == null) {
      throw new IllegalStateException("nothing is mirrored without dualwrite.new.url");
    }
    return mirror;
  }

  /** Whether another database is configured. */
  boolean isPresent() {
    return mirror != null;
  }

  TwinSource source() {
    return source;
  }

  ClassLoader driverLoader() {
    return driverLoader;
  }

  /** What works the retry queue off. */
  Optional<Drain> drain() {
    return Optional.ofNullable(drain);
  }

  /** What compares a sample of the rows that were written; where that is wanted. */
  Optional<Check> check() {
    return check;
  }

  /** Starts what works on its own in phases that mirror. */
  void start() {
    drain().ifPresent(Drain::start);
    check.ifPresent(Check::start);
  }

  /** Looks after what hangs, and waits for nothing; called every second or so, by one thread. */
  void tick() {
    mirror.breakOffLate();
    probe.tick();
  }

  /** Where the secondary's connections look for unqualified names. */
  Namespace home() {
    return schema == null ? Namespace.unknown() : schema.home();
  }

  void forgetTables() {
    if (schema != null) {
      schema.forgetAll();
    }
  }

  @Override
  public void close() {
    check.ifPresent(Check::close);
    drain().ifPresent(Drain::close);
    if (source != null) {
      source.close();
    }
  }
}
