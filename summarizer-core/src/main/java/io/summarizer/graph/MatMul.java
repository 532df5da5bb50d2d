package io.summarizer.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The matrix product of the two innermost axes, times a number; the outer axes broadcast.
 *
 * @param transA whether the first operand's two innermost axes are exchanged first
 * @param transB whether the second operand's two innermost axes are exchanged first
 * @param alpha the number
 */
record MatMul(boolean transA, boolean transB, float alpha) implements SingleOutputOp {
  MatMul(boolean transA, boolean transB) {
    this(transA, transB, 1);
  }

  @Override
  public String onnxName() {
    return isPlain() ? "MatMul" : "FusedMatMul";
  }

  @Override
  public String domain() {
    return isPlain() ? "" : OnnxWriter.MICROSOFT_DOMAIN;
  }

  private boolean isPlain() {
    return !transA && !transB && alpha == 1;
  }

  @Override
  public List<Attribute> attributes() {
    List<Attribute> result = new ArrayList<>();
    if (transA) {
      result.add(new Attribute.Int("transA", 1));
    }
    if (transB) {
      result.add(new Attribute.Int("transB", 1));
    }
    if (alpha != 1) {
      result.add(new Attribute.Real("alpha", alpha));
    }
    return result;
  }

  @Override
  public TensorType outputType(List<Value> inputs) {
    Checks.arity(inputs, 2);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    Checks.floating(inputs.get(0));
    if (a.rank() < 2 || b.rank() < 2) {
      throw new GraphException("expected two or more axes, got " + a + " and " + b);
    }
    Dim inner = a.dim(transA ? -2 : -1);
    if (!inner.equals(b.dim(transB ? -1 : -2))) {
      throw new GraphException(
          "expected equal inner extents, got " + inner + " and " + b.dim(transB ? -1 : -2));
    }
    Shape outer = a.first(a.rank() - 2).broadcast(b.first(b.rank() - 2));
    return new TensorType(
        Checks.sameType(inputs), outer.plus(a.dim(transA ? -1 : -2), b.dim(transB ? -2 : -1)));
  }

  @Override
  public List<Value> gradients(List<Value> inputs, Value y, Value dy) {
    Value a = inputs.get(0);
    Value b = inputs.get(1);
    Value da = transA ? product(b, dy, transB, true) : product(dy, b, false, !transB);
    if (!transA && b.shape().rank() == 2) {
      // One matrix for all rows: one product over all rows, not one for each outer index and a sum.
      a = a.flattenedRows();
      dy = dy.flattenedRows();
    }
    return List.of(da, transB ? product(dy, a, true, transA) : product(a, dy, !transA, false));
  }

  private Value product(Value left, Value right, boolean transLeft, boolean transRight) {
    return Graph.apply(new MatMul(transLeft, transRight, alpha), left, right);
  }
}
