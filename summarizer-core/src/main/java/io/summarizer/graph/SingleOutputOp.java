package io.summarizer.graph;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator with one output. */
sealed interface SingleOutputOp extends Op
    permits Add,
        Sub,
        Mul,
        Div,
        Exp,
        Sqrt,
        Tanh,
        Relu,
        MatMul,
        ReduceSum,
        SumOfSquares,
        Softmax,
        LogSoftmax,
        Reshape,
        Transpose,
        Slice,
        Concat,
        Expand,
        Gather,
        GatherElements,
        ScatterAdd,
        Cast,
        Identity,
        ReshapeTo,
        NonDifferentiableOp {

  /** The type of the output; throws {@link GraphException} if the inputs do not fit. */
  TensorType outputType(List<Value> inputs);

  /** The gradient of each input, see {@link Op#gradients}. */
  List<@Nullable Value> gradients(List<Value> inputs, Value output, Value outputGradient);

  @Override
  default List<TensorType> outputTypes(List<Value> inputs) {
    return List.of(outputType(inputs));
  }

  @Override
  default List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    return gradients(
        inputs, outputs.get(0), Objects.requireNonNull(outputGradients.get(0), "outputGradient"));
  }
}
