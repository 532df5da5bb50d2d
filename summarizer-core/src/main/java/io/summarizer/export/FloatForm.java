package io.summarizer.export;

import static io.summarizer.export.NodeList.integer;
import static io.summarizer.export.NodeList.integers;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Matrices in float32. */
final class FloatForm implements WeightForm {
  /**
   * {@code MatMul} with the matrix stored as it wants it. The embedding stays as it is looked up,
   * and {@code Gemm}, which knows no outer axes, takes it so: a file holds it once.
   */
  @Override
  public void fromRight(Matrix matrix, String x, String y, NodeList nodes, Store store) {
    if (!matrix.isEmbedding() && matrix.parts().size() == 1) {
      ImmutableList<Long> dims = ImmutableList.of(matrix.width(), matrix.rows());
      TensorContent content = new TensorContent.Transposed(matrix.parts().get(0));
      String stored = store.keep(StoredTensor.floats(matrix.name() + ".transposed", dims, content));
      nodes.add("MatMul", y, List.of(x, stored));
      return;
    }
    String all = nodes.vector(y + "/all", -1);
    String width = nodes.vector(y + "/width", matrix.width());
    String extents = nodes.add("Concat", y + "/extents", List.of(all, width), integer("axis", 0));
    String flat = nodes.add("Reshape", y + "/flat", List.of(x, extents));
    List<String> operands = List.of(flat, store.plain(matrix));
    String product = nodes.add("Gemm", y + "/product", operands, integer("transB", 1));
    String outer = nodes.add("Shape", y + "/outer", List.of(x), integer("end", -1));
    String rows = nodes.vector(y + "/rows", matrix.rows());
    String shape = nodes.add("Concat", y + "/shape", List.of(outer, rows), integer("axis", 0));
    nodes.add("Reshape", y, List.of(product, shape));
  }

  @Override
  public void fromLeft(
      Matrix matrix, String x, boolean transposed, String y, NodeList nodes, Store store) {
    String right =
        transposed
            ? nodes.add("Transpose", y + "/transposed", List.of(x), integers("perm", 1, 0))
            : x;
    nodes.add("MatMul", y, List.of(store.plain(matrix), right));
  }

  @Override
  public void rows(Matrix matrix, String indices, String y, NodeList nodes, Store store) {
    nodes.add("Gather", y, List.of(store.plain(matrix), indices), integer("axis", 0));
  }
}
