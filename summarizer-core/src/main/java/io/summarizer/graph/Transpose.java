package io.summarizer.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The same tensor with its axes in another order: axis {@code i} is the input's {@code axes[i]}.
 */
record Transpose(List<Integer> axes) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Transpose";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Ints("perm", axes));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Shape from = inputs.get(0).shape();
    if (!axes.stream().sorted().toList().equals(axesOf(from.rank()))) {
      throw new GraphException("expected an order of " + axesOf(from.rank()) + ", got " + axes);
    }
    return new TensorType(
        inputs.get(0).type(), Shape.of(axes.stream().map(from::dim).toArray(Dim[]::new)));
  }

  private static List<Integer> axesOf(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    int[] inverse = new int[axes.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[axes.get(i)] = i;
    }
    return List.of(dy.transpose(inverse));
  }
}
