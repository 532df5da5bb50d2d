package io.summarizer.export;

import static io.summarizer.export.NodeList.integer;
import static io.summarizer.export.NodeList.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.common.collect.ImmutableList;
import io.summarizer.export.TensorContent.Quantized;
import java.util.ArrayList;
import java.util.List;

/**
 * Matrices in blocks of small integers, which ONNX Runtime's own operators unpack as they compute:
 * {@code MatMulNBits} and {@code GatherBlockQuantized}, with kernels for the CPU and for CUDA. Both
 * read one copy of a matrix. What has no whole blocks stays in float32.
 */
final class QuantizedForm implements WeightForm {
  /**
   * On the CPU, activations are rounded to 8 bits too. Without it MatMulNBits of 8 bits unpacks the
   * whole matrix at every call: for one to eight rows, 30 to 300 times as slow.
   */
  private static final int INTEGER_ACTIVATIONS = 4;

  private final BlockFormat format;
  private final WeightForm others = new FloatForm();

  QuantizedForm(BlockFormat format) {
    this.format = format;
  }

  @Override
  public void fromRight(Matrix matrix, String x, String y, NodeList nodes, Store store) {
    if (!BlockFormat.fits(matrix.width())) {
      others.fromRight(matrix, x, y, nodes, store);
      return;
    }
    BlockFormat own = format.forWidth(matrix.width());
    long blocks = matrix.width() / own.block();
    ImmutableList<Long> dims = ImmutableList.of(matrix.rows(), blocks, own.packed(own.block()));
    List<String> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(stored(matrix, own, "", dims, store));
    nodes.add(
        NodeList.MICROSOFT,
        "MatMulNBits",
        y,
        inputs,
        integer("K", matrix.width()),
        integer("N", matrix.rows()),
        integer("bits", own.bits()),
        integer("block_size", own.block()),
        integer("accuracy_level", INTEGER_ACTIVATIONS));
  }

  @Override
  public void fromLeft(
      Matrix matrix, String x, boolean transposed, String y, NodeList nodes, Store store) {
    if (!BlockFormat.fits(matrix.width())) {
      others.fromLeft(matrix, x, transposed, y, nodes, store);
      return;
    }
    AttributeProto exchanged = integers("perm", 1, 0);
    String rows = transposed ? x : nodes.add("Transpose", y + "/transposed", List.of(x), exchanged);
    fromRight(matrix, rows, y + "/product", nodes, store);
    nodes.add("Transpose", y, List.of(y + "/product"), exchanged);
  }

  @Override
  public void rows(Matrix matrix, String indices, String y, NodeList nodes, Store store) {
    if (!BlockFormat.fits(matrix.width())) {
      others.rows(matrix, indices, y, nodes, store);
      return;
    }
    BlockFormat own = format.forWidth(matrix.width());
    ImmutableList<Long> dims = ImmutableList.of(matrix.rows(), own.packed(matrix.width()));
    List<String> stored = stored(matrix, own, ".table", dims, store);
    List<String> inputs = new ArrayList<>(List.of(stored.get(0), indices));
    inputs.addAll(stored.subList(1, stored.size()));
    nodes.add(
        NodeList.MICROSOFT,
        "GatherBlockQuantized",
        y,
        inputs,
        integer("bits", own.bits()),
        integer("block_size", own.block()),
        integer("gather_axis", 0),
        integer("quantize_axis", 1));
  }

  /**
   * Numbers, scales and zero points.
   *
   * @param view what follows the name of the numbers, which the two operators want in other shapes
   * @param dims those of the numbers
   */
  private static List<String> stored(
      Matrix matrix, BlockFormat own, String view, ImmutableList<Long> dims, Store store) {
    long blocks = matrix.width() / own.block();
    String name = matrix.name();
    List<String> names = new ArrayList<>();
    names.add(
        store.keep(
            StoredTensor.bytes(
                name + ".int" + own.bits() + view,
                dims,
                new Quantized(matrix.parts(), own, Quantized.Part.NUMBERS))));
    names.add(
        store.keep(
            StoredTensor.floats(
                name + ".scales",
                ImmutableList.of(matrix.rows(), blocks),
                new Quantized(matrix.parts(), own, Quantized.Part.SCALES))));
    names.add(
        store.keep(
            StoredTensor.bytes(
                name + ".zero_points",
                ImmutableList.of(matrix.rows(), own.packed(blocks)),
                new Quantized(matrix.parts(), own, Quantized.Part.ZERO_POINTS))));
    return names;
  }
}
