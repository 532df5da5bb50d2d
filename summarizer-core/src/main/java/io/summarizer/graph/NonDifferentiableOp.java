package io.summarizer.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator whose output is constant, or piecewise constant, in its inputs: gradients stop. */
sealed interface NonDifferentiableOp extends SingleOutputOp
    permits Compare,
        Logical,
        Extreme,
        ShapeOf,
        SizeOf,
        Range,
        Fill,
        ArgMax,
        Window,
        Where,
        CumSum,
        Scatter,
        NonZero,
        Positive {

  @Override
  default List<@Nullable Value> gradients(List<Value> inputs, Value output, Value outputGradient) {
    return Collections.nCopies(inputs.size(), null);
  }
}
