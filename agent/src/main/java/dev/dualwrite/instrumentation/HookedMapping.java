package dev.dualwrite.instrumentation;

import dev.dualwrite.bootstrap.JdbcMethod;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.member.FieldAccess;

/**
 * Gives a {@link Hooked} parameter the constant of the method that the advice is woven into.
 *
 * <p>Looked up as it is woven, and not bound beforehand, so that one advice serves all methods of a
 * shape: reading an advice's class is what takes most of the time at start.
 */
final class HookedMapping implements Advice.OffsetMapping.Factory<Hooked> {
  private final DriverMatcher matcher;

  HookedMapping(DriverMatcher matcher) {
    this.matcher = matcher;
  }

  @Override
  public Class<Hooked> getAnnotationType() {
    return Hooked.class;
  }

  @Override
  public Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape target,
      AnnotationDescription.Loadable<Hooked> annotation,
      AdviceType adviceType) {
    return this::constant;
  }

  private Advice.OffsetMapping.Target constant(
      TypeDescription type,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments,
      Advice.OffsetMapping.Sort sort) {
    JdbcMethod hooked =
        HookedMethods.of(method, matcher.rolesOf(type))
            .orElseThrow(() -> new IllegalStateException(method + " of " + type + " isn't hooked"));
    return new Advice.OffsetMapping.Target.ForStackManipulation(
        FieldAccess.forEnumeration(new EnumerationDescription.ForLoadedEnumeration(hooked)));
  }
}
