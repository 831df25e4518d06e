package dev.dualwrite.capture;

import dev.dualwrite.dialect.Dialect;
import dev.dualwrite.mirror.ParameterSetter;
import dev.dualwrite.plan.Operand;
import dev.dualwrite.plan.Plan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parameters of one execution, as bound. Immutable. */
final class Bindings {
  static final Bindings NONE = new Bindings(new Binding[0]);

  private final Binding[] byIndex;

  /** Takes over an array whose element 0 is parameter 1. */
  Bindings(Binding[] byIndex) {
    this.byIndex = byIndex;
  }

  boolean isEmpty() {
    return byIndex.length == 0;
  }

  /** The value of a parameter, 1-based; null when it is NULL or was never bound. */
  Object value(int index) {
    Binding binding = index <= byIndex.length ? byIndex[index - 1] : null;
    return binding == null ? null : binding.value();
  }

  /** All values, in order. */
  List<Object> values() {
    List<Object> values = new ArrayList<>(byIndex.length);
    for (int i = 1; i <= byIndex.length; i++) {
      values.add(value(i));
    }
    return values;
  }

  /** The value of an operand of a plan that isn't generated. */
  Object value(Operand operand, Plan plan) {
    switch (operand.type()) {
      case PARAMETER:
        return value(plan.firstParameter() + operand.parameterIndex() - 1);
      case LITERAL:
        return operand.literalValue();
      case GENERATED:
        throw new IllegalStateException("a generated value isn't bound, in " + plan);
    }
    throw new AssertionError(operand.type());
  }

  /**
   * Whether the primary makes the value of an operand: always, or because NULL (on some vendors, 0)
   * is bound.
   */
  boolean isGenerated(Operand operand, Plan plan, Dialect dialect) {
    if (!operand.mayBeGenerated()) {
      return false;
    }
    if (operand.type() == Operand.Type.GENERATED) {
      return true;
    }
    Object bound = value(operand, plan);
    return bound == null || (dialect.makesKeyForZero() && isZero(bound));
  }

  private static boolean isZero(Object bound) {
    return bound instanceof Number && ((Number) bound).doubleValue() == 0;
  }

  boolean allFit(ClassLoader driverLoader) {
    return Arrays.stream(byIndex)
        .allMatch(binding -> binding == null || binding.fits(driverLoader));
  }

  /** Binds all parameters as they were. */
  ParameterSetter all() {
    return statement -> {
      for (int i = 1; i <= byIndex.length; i++) {
        bind(statement, i, i);
      }
    };
  }

  /** Binds some of the parameters, 1-based and counted from {@code first}, in the order given. */
  ParameterSetter some(List<Integer> parameters, int first) {
    return statement -> {
      for (int i = 0; i < parameters.size(); i++) {
        bind(statement, parameters.get(i) + first - 1, i + 1);
      }
    };
  }

  /**
   * Binds one parameter at another place.
   *
   * @throws SQLException the driver's
   */
  void bind(PreparedStatement statement, int parameter, int place) throws SQLException {
    Binding binding = parameter <= byIndex.length ? byIndex[parameter - 1] : null;
    if (binding != null) {
      binding.bind(statement, place);
    }
  }
}
