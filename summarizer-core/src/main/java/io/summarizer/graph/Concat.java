package io.summarizer.graph;

import java.util.ArrayList;
import java.util.List;

/** The inputs one after the other along an axis; their other extents are equal. */
record Concat(int axis) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Concat";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", axis));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Shape first = inputs.get(0).shape();
    for (Value input : inputs) {
      if (!input.shape().without(axis).equals(first.without(axis))) {
        throw new GraphException(
            "expected equal extents but for axis "
                + axis
                + ", got "
                + first
                + " and "
                + input.shape());
      }
    }
    return new TensorType(Checks.sameType(inputs), first.with(axis, total(inputs)));
  }

  private Dim total(List<Value> inputs) {
    List<Dim> parts = inputs.stream().map(input -> input.shape().dim(axis)).toList();
    if (parts.stream().allMatch(Dim::isKnown)) {
      return Dim.of(parts.stream().mapToLong(Dim::size).sum());
    }
    return Dim.named(String.join("+", parts.stream().map(Dim::toString).toList()));
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    List<Value> result = new ArrayList<>();
    long start = 0;
    for (Value input : inputs) {
      long end = start + input.shape().dim(axis).size();
      result.add(dy.slice(axis, start, end));
      start = end;
    }
    return result;
  }
}
