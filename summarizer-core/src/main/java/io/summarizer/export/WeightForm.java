package io.summarizer.export;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the matrices of products are stored, and which nodes compute with them. */
interface WeightForm {
  /** The tensors that graphs ask for, each once. */
  final class Store {
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    /** Keeps a tensor; returns its name. */
    String keep(StoredTensor tensor) {
      tensors.putIfAbsent(tensor.name(), tensor);
      return tensor.name();
    }

    /** Keeps a parameter in its own form. */
    String plain(Matrix matrix) {
      return keep(
          StoredTensor.floats(
              matrix.name(), matrix.dims(), new TensorContent.Plain(matrix.parts())));
    }

    ImmutableList<StoredTensor> tensors() {
      return ImmutableList.copyOf(tensors.values());
    }
  }

  /** The product {@code x W^T}: [..., in] and [out, in] to [..., out]. */
  void fromRight(Matrix matrix, String x, String y, NodeList nodes, Store store);

  /**
   * The product {@code W x}: [out, in] and [in, n] to [out, n].
   *
   * @param transposed whether {@code x} is [n, in]
   */
  void fromLeft(Matrix matrix, String x, boolean transposed, String y, NodeList nodes, Store store);

  /** Rows of the matrix. */
  void rows(Matrix matrix, String indices, String y, NodeList nodes, Store store);
}
