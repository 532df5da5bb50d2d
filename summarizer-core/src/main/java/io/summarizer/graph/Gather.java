package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a table: {@code y[i..., :] = table[indices[i...], :]}; the table has two axes. */
record Gather() implements SingleOutputOp {
  @Override
  public String onnxName() {
    return "Gather";
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute.Int("axis", 0));
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Checks.type(inputs.get(1), DataType.INT64);
    Shape table = inputs.get(0).shape();
    if (table.rank() < 1) {
      throw new GraphException("expected a table of one or more axes, got " + table);
    }
    Shape result = inputs.get(1).shape();
    for (int axis = 1; axis < table.rank(); axis++) {
      result = result.plus(table.dim(axis));
    }
    return new TensorType(inputs.get(0).type(), result);
  }

  /** Rows that were read more than once get the sum of their gradients. */
  @Override
  public List<@Nullable Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value table = inputs.get(0);
    Value indices = inputs.get(1);
    if (table.shape().rank() != 2) {
      throw new GraphException("gradient of Gather: expected a table of two axes, got " + table);
    }
    Value rows = dy.flattenedRows(); // [n, width]
    Value columns = indices.reshape(Shape.of(rows.shape().dim(0), Dim.ONE)).expandLike(rows);
    return Arrays.asList(table.zerosLike().scatterAdd(0, columns, rows), null);
  }
}
