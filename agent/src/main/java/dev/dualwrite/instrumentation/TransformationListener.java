package dev.dualwrite.instrumentation;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.utility.JavaModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports classes that could not be instrumented, which nobody else would hear of. */
final class TransformationListener extends AgentBuilder.Listener.Adapter {
  private static final Logger logger = LoggerFactory.getLogger(TransformationListener.class);

  @Override
  public void onTransformation(
      TypeDescription type,
      ClassLoader loader,
      JavaModule module,
      boolean loaded,
      DynamicType dynamicType) {
    logger.debug("Instrumented {}", type.getName());
  }

  @Override
  public void onError(
      String typeName, ClassLoader loader, JavaModule module, boolean loaded, Throwable failure) {
    logger.error(
        "The driver's class {} could not be instrumented: its writes are NOT mirrored.",
        typeName,
        failure);
  }
}
