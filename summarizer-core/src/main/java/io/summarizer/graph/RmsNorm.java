package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root-mean-square normalisation over the innermost axis: {@code x / sqrt(mean(x^2) + epsilon) *
 * weight}; the second output is the factor {@code 1 / sqrt(mean(x^2) + epsilon)}, which has no
 * gradient.
 *
 * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich, Root Mean Square Layer
 *     Normalization</a>
 */
record RmsNorm(float epsilon) implements Op {
  /** What ONNX Runtime computes the factor in, whatever the type of the input. */
  private static final DataType STASH_TYPE = DataType.FLOAT;

  @Override
  public String onnxName() {
    return "SimplifiedLayerNormalization";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(
        new Attribute.Int("axis", -1),
        new Attribute.Real("epsilon", epsilon),
        new Attribute.Int("stash_type", STASH_TYPE.onnx()));
  }

  @Override
  public List<TensorType> outputTypes(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.floating(inputs.get(0));
    Shape x = inputs.get(0).shape();
    if (x.rank() < 2) {
      throw new GraphException("expected two or more axes, got " + x);
    }
    if (!inputs.get(1).shape().equals(Shape.of(x.dim(-1)))) {
      throw new GraphException(
          "expected weights [" + x.dim(-1) + "], got " + inputs.get(1).shape());
    }
    DataType type = Checks.sameType(inputs);
    return List.of(new TensorType(type, x), new TensorType(STASH_TYPE, x.with(-1, Dim.ONE)));
  }

  /**
   * With {@code r} the factor and {@code n} the extent: {@code dx = r (w dy - x r^2 (x dy . w) /
   * n)} and {@code dw = sum over rows of r x dy}. Both sums are products of a matrix and a vector.
   */
  @Override
  public List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    Value x = inputs.get(0);
    Value weight = inputs.get(1);
    Value factor = outputs.get(1).cast(x.type()); // [..., 1]
    Value dy = Objects.requireNonNull(outputGradients.get(0), "gradient of the factor only");
    long n = x.shape().dim(-1).size();
    Value product = x.times(dy);
    Value mean =
        Graph.apply(
            new MatMul(false, false, 1f / n), product, weight.reshape(Shape.of(n, 1))); // [..., 1]
    Value along = x.times(factor.times(factor).times(mean));
    Value dx = dy.times(weight).minus(along).times(factor);
    Value dw =
        factor.flattenedRows().matMul(product.flattenedRows(), true, false).reshape(Shape.of(n));
    return Arrays.asList(dx, dw);
  }
}
