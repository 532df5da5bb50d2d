package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code y[i, j] = x[i, indices[i, j]]}: elements picked along the innermost axis. */
record GatherElements() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "GatherElements";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", -1));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.type(inputs.get(1), DataType.INT64);
    Shape from = inputs.get(0).shape();
    Shape at = inputs.get(1).shape();
    if (!from.without(-1).equals(at.without(-1))) {
      throw new GraphException(
          "expected equal extents but for the innermost, got " + from + ", " + at);
    }
    return new TensorType(inputs.get(0).type(), at);
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    return Arrays.asList(inputs.get(0).zerosLike().scatterAdd(-1, inputs.get(1), dy), null);
  }
}
