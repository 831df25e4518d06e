package dev.dualwrite.instrumentation;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.FieldManifestation;
import net.bytebuddy.description.modifier.FieldPersistence;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.utility.JavaModule;

/**
 * Gives a driver's class its state field, and weaves the advice into each hooked method that it
 * declares.
 */
final class HookTransformer implements AgentBuilder.Transformer {
  private static final String STATE = "dualwrite$state";

  private final DriverMatcher matcher;

  HookTransformer(DriverMatcher matcher) {
    this.matcher = matcher;
  }

  @Override
  public DynamicType.Builder<?> transform(
      DynamicType.Builder<?> builder,
      TypeDescription type,
      ClassLoader loader,
      JavaModule module,
      ProtectionDomain domain) {
    DynamicType.Builder<?> result = matcher.carriesState(type) ? withState(builder) : builder;
    Set<Role> roles = matcher.rolesOf(type);
    for (JdbcMethod method : JdbcMethod.values()) {
      if (roles.contains(method.role())
          && type.getDeclaredMethods().filter(declaration(method)).size() > 0) {
        result = result.visit(advice(method).on(declaration(method)));
      }
    }
    return result;
  }

  private static DynamicType.Builder<?> withState(DynamicType.Builder<?> builder) {
    return builder
        .defineField(
            STATE,
            HookState.class,
            Visibility.PRIVATE,
            FieldManifestation.VOLATILE,
            FieldPersistence.TRANSIENT)
        .implement(HostState.class)
        .intercept(FieldAccessor.ofField(STATE));
  }

  private static ElementMatcher.Junction<MethodDescription> declaration(JdbcMethod method) {
    return named(method.methodName())
        .and(not(isAbstract().or(isBridge()).or(isNative()).or(isStatic())))
        .and(declared -> parameterTypes(declared).equals(method.parameterTypes()));
  }

  private static String parameterTypes(MethodDescription declared) {
    return declared.getParameters().asTypeList().asErasures().stream()
        .map(TypeDescription::getCanonicalName)
        .collect(Collectors.joining(","));
  }

  private static Advice advice(JdbcMethod method) {
    Advice.WithCustomMapping mapping =
        Advice.withCustomMapping()
            .bind(Hooked.class, new EnumerationDescription.ForLoadedEnumeration(method));
    Class<?> enter =
        method.parameterTypes().isEmpty() ? CallAdvice.EnterBare.class : CallAdvice.Enter.class;
    switch (method.shape()) {
      case VOID:
        return mapping.to(enter, CallAdvice.ExitVoid.class);
      case BOOLEAN:
        return mapping.to(enter, CallAdvice.ExitBoolean.class);
      case INT:
        return mapping.to(enter, CallAdvice.ExitInt.class);
      case LONG:
        return mapping.to(enter, CallAdvice.ExitLong.class);
      case OBJECT:
        return mapping.to(enter, CallAdvice.ExitObject.class);
      case BIND:
        return mapping.to(BindAdvice.Value.class);
      case BIND_MORE:
        return mapping.to(BindAdvice.More.class);
      case BIND_STREAM:
        return mapping.to(BindAdvice.Stream.class);
    }
    throw new AssertionError(method.shape());
  }
}
