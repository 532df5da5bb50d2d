package io.summarizer.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements as another type. */
record Cast(DataType to) implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Cast";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("to", to.onnx()));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 1);
    return new TensorType(to, inputs.get(0).shape());
  }

  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    DataType from = inputs.get(0).type();
    return from.isFloating()
        ? List.of(dy.cast(from))
        : Collections.<@Nullable Value>singletonList(null);
  }
}
