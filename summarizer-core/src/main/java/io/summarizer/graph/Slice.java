package io.summarizer.graph;

import java.util.ArrayList;
import java.util.List;

/** The part of one known axis from {@code start} to before {@code end}. */
record Slice(int axis, long start, long end) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Slice";
  }

  @Override
  public List<long[]> parameters() {
    return List.of(new long[] {start}, new long[] {end}, new long[] {axis});
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Shape from = inputs.get(0).shape();
    long size = from.dim(axis).size();
    if (start < 0 || end <= start || end > size) {
      throw new GraphException(
          "expected 0 <= start < end <= " + size + ", got " + start + ", " + end);
    }
    return new TensorType(inputs.get(0).type(), from.with(axis, Dim.of(end - start)));
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value x = inputs.get(0);
    long size = x.shape().dim(axis).size();
    List<Value> parts = new ArrayList<>();
    if (start > 0) {
      parts.add(x.slice(axis, 0, start).zerosLike());
    }
    parts.add(dy);
    if (end < size) {
      parts.add(x.slice(axis, end, size).zerosLike());
    }
    return List.of(Value.concat(axis, parts));
  }
}
