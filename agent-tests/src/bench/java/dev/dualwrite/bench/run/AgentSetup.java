package dev.dualwrite.bench.run;

import dev.dualwrite.bench.nothing.NothingDriver;
import dev.dualwrite.tests.harness.AgentConfig;
import dev.dualwrite.tests.harness.AgentJar;
import dev.dualwrite.tests.harness.DatabasePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the agent is configured; all that isn't said is left at its default. */
public final class AgentSetup {
  private final String phase;
  private final Map<String, String> more;

  private AgentSetup(String phase, Map<String, String> more) {
    this.phase = phase;
    this.more = more;
  }

  public static AgentSetup phase(String phase) {
    return new AgentSetup(phase, Map.of());
  }

  /** Returns this setup with one key set. */
  public AgentSetup with(String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(key, value);
    return new AgentSetup(phase, all);
  }

  /** Returns the option of a JVM that attaches the agent, with a state folder of its own. */
  public String option(Backend backend, DatabasePair pair, Path folder) throws IOException {
    Path own = Files.createTempDirectory(Files.createDirectories(folder), "agent");
    AgentConfig config =
        AgentConfig.of(pair, phase, own.toAbsolutePath())
            .without("dualwrite.mirror.timeout")
            .with("dualwrite.on-config-error", "fail");
    if (backend == Backend.NOTHING) {
      config
          .with("dualwrite.drivers.include", NothingDriver.class.getPackageName() + ".*")
          .with("dualwrite.new.driver.class", NothingDriver.class.getName());
    }
    more.forEach(config::with);
    return "-javaagent:" + AgentJar.path() + "=" + config.write();
  }
}
