package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.HookState;
import dev.dualwrite.bootstrap.HostState;
import dev.dualwrite.bootstrap.JdbcMethod.Role;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.FieldManifestation;
import net.bytebuddy.description.modifier.FieldPersistence;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.utility.JavaModule;

/**
 * Gives a driver's class its state field, and weaves the advice into each hooked method that it
 * declares.
 */
final class HookTransformer implements AgentBuilder.Transformer {
  private static final String STATE = "dualwrite$state";

  private final DriverMatcher matcher;
  private final ShapeAdvice advice;
  private final RoutedMethods routed = new RoutedMethods();

  HookTransformer(DriverMatcher matcher) {
    this.matcher = matcher;
    this.advice = new ShapeAdvice(matcher);
  }

  @Override
  public DynamicType.Builder<?> transform(
      DynamicType.Builder<?> builder,
      TypeDescription type,
      ClassLoader loader,
      JavaModule module,
      ProtectionDomain domain) {
    Map<Advice, Set<MethodDescription>> methods = new LinkedHashMap<>();
    Set<Role> roles = matcher.rolesOf(type);
    for (MethodDescription declared : type.getDeclaredMethods()) {
      // First, so that it is around the other advice, and leaves that out along with the call.
      routed
          .of(declared, roles)
          .ifPresent(
              each -> methods.computeIfAbsent(each, unseen -> new HashSet<>()).add(declared));
    }
    for (MethodDescription declared : type.getDeclaredMethods()) {
      HookedMethods.of(declared, roles)
          .map(advice::of)
          .ifPresent(
              each -> methods.computeIfAbsent(each, unseen -> new HashSet<>()).add(declared));
    }
    // One visitor: each more would look at every method again.
    AsmVisitorWrapper.ForDeclaredMethods weaving = new AsmVisitorWrapper.ForDeclaredMethods();
    for (Map.Entry<Advice, Set<MethodDescription>> each : methods.entrySet()) {
      Set<MethodDescription> hooked = each.getValue();
      weaving = weaving.invokable(hooked::contains, each.getKey());
    }
    return (matcher.carriesState(type) ? withState(builder) : builder).visit(weaving);
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
}
