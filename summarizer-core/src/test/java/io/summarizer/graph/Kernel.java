package io.summarizer.graph;

import java.util.List;
import java.util.function.BiFunction;

/** How the reference evaluator computes an operator's outputs, as naively as can be. */
@FunctionalInterface
interface Kernel {
  List<NdArray> run(Op op, List<NdArray> inputs, DimBindings dims);

  /** A kernel of an operator with one output that does not depend on names in shapes. */
  static <O extends Op> Kernel of(Class<O> type, BiFunction<O, List<NdArray>, NdArray> function) {
    return (op, inputs, dims) -> List.of(function.apply(type.cast(op), inputs));
  }
}
