package io.summarizer.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator: its ONNX form, its rule for the types and shapes of its outputs, and its gradient.
 *
 * <p>About twenty-five primitives are differentiable; everything else is composed of them.
 */
public sealed interface Op permits SingleOutputOp, RmsNorm, Split, TopK, Loop {

  /** The operator's name in ONNX. */
  String onnxName();

  /** The operator set that defines it: empty for ONNX itself. */
  default String domain() {
    return "";
  }

  /** The node's attributes. */
  default List<Attribute> attributes() {
    return List.of();
  }

  /** Integer vectors that ONNX wants as further inputs (axes, extents), after the real ones. */
  default List<long[]> parameters() {
    return List.of();
  }

  /**
   * The types of the outputs.
   *
   * @throws GraphException if the inputs do not fit the operator
   */
  List<TensorType> outputTypes(List<Value> inputs);

  /**
   * The derivative of a scalar by each input, given its derivatives by the outputs.
   *
   * <p>The result has one entry for each input: null where the input has no derivative (indices).
   * An entry may have the shape that the input was broadcast to, or one that broadcasts to the
   * input's; {@link Autodiff} brings either to the input's shape.
   *
   * @param outputGradients one for each output, null where the scalar does not depend on it
   */
  List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients);
}
