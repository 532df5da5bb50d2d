package io.summarizer.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of known extents along the outermost axis. */
record Split(List<Long> sizes) implements Op {
  @Override
  public String onnxName() {
    return "Split";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", 0));
  }

  @Override
  public List<long[]> parameters() {
    return List.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public List<TensorType> outputTypes(List<Value> inputs) {
    Checks.arity(inputs, 1);
    Value x = inputs.get(0);
    long total = sizes.stream().mapToLong(Long::longValue).sum();
    if (x.shape().dim(0).size() != total) {
      throw new GraphException("expected an extent of " + total + ", got " + x.shape().dim(0));
    }
    return sizes.stream()
        .map(size -> new TensorType(x.type(), x.shape().with(0, Dim.of(size))))
        .toList();
  }

  @Override
  public List<@Nullable Value> gradients(
      List<Value> inputs, List<Value> outputs, List<@Nullable Value> outputGradients) {
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Value gradient = outputGradients.get(i);
      parts.add(gradient == null ? outputs.get(i).zerosLike() : gradient);
    }
    return Collections.singletonList(Value.concat(0, parts));
  }
}
