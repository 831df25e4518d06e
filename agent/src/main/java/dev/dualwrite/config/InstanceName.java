package dev.dualwrite.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The default name of this process. */
final class InstanceName {
  private InstanceName() {}

  /** The host's name and the process id, as {@code host:pid}. */
  static String ofThisProcess() {
    return host() + ":" + ProcessHandle.current().pid();
  }

  private static String host() {
    // A variable first: the look-up of the own host can take seconds where name resolution is
    // broken, and it would delay the application's start.
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
