package dev.dualwrite.operations;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the status with the JVM's MBean server.
 *
 * <p>Not before the application has used its database: the first call for the platform's server
 * makes it, and with it java.util.logging. From premain that would be before JBoss, WildFly or
 * Tomcat have put their own LogManager and MBeanServerBuilder in place, and they don't start then.
 */
final class Management implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Management.class);
  private static final String NAME = "dev.dualwrite:type=Dualwrite";

  private final MBeanServer server;
  private final ObjectName name;

  private Management(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /** Registers a bean; empty when this JVM has no management, or it refuses. */
  static Optional<Management> register(DualwriteMXBean bean, String instance) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      StandardMBean standard = new StandardMBean(bean, DualwriteMXBean.class, true);
      return Optional.of(new Management(server, register(server, standard, instance)));
    } catch (JMException | RuntimeException | LinkageError refused) {
      logger.debug("The MBean could not be registered", refused);
      return Optional.empty();
    }
  }

  private static ObjectName register(MBeanServer server, StandardMBean bean, String instance)
      throws JMException {
    ObjectName name = new ObjectName(NAME);
    try {
      server.registerMBean(bean, name);
      return name;
    } catch (InstanceAlreadyExistsException another) {
      // A second agent in this JVM, with another configuration.
      ObjectName own = new ObjectName(NAME + ",instance=" + ObjectName.quote(instance));
      server.registerMBean(bean, own);
      return own;
    }
  }

  String name() {
    return name.toString();
  }

  @Override
  public void close() {
    try {
      server.unregisterMBean(name);
    } catch (JMException | RuntimeException gone) {
      logger.debug("The MBean could not be unregistered", gone);
    }
  }
}
