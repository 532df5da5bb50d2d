package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formula for the derivatives of a value by the values it is made of. */
@FunctionalInterface
public interface GradientRule {
  /**
   * The derivative of a scalar by each input; null where there is none. Its shape may be the one
   * that the input was broadcast to.
   *
   * @param inputs what the value is made of
   * @param kept values between the inputs and the value
   * @param dy the scalar's derivative by the value
   */
  List<@Nullable Value> gradients(List<Value> inputs, List<Value> kept, Value dy);
}
