package io.summarizer.network;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Value;

/**
 * In what type matrix products are computed. Everything else, the parameters, the residual stream,
 * normalisation, softmax and loss, stays in float32, as with PyTorch's autocast: T5 overflows
 * float16 otherwise.
 *
 * @param type of the operands and results of matrix products
 * @param rounded whether operands and results are only rounded to the type, and computed with in
 *     float32: for devices without kernels for it. The numbers are those of a device that adds up
 *     products in float32; the speed is not.
 */
public record Arithmetic(DataType type, boolean rounded) {
  /** Everything in float32. */
  public static final Arithmetic FLOAT32 = new Arithmetic(DataType.FLOAT, false);

  /** Checks the type. */
  public Arithmetic {
    if (!type.isFloating() || type == DataType.DOUBLE || (rounded && type == DataType.FLOAT)) {
      throw new IllegalArgumentException(
          "Arithmetic: expected FLOAT, or FLOAT16 or BFLOAT16 rounded or not, got "
              + type
              + (rounded ? " rounded" : ""));
    }
  }

  /** Whether the smallest gradients would be lost without scaling the loss. */
  public boolean needsLossScaling() {
    return type == DataType.FLOAT16;
  }

  /** The type in which operands and results lie in memory. */
  public DataType operandType() {
    return rounded ? DataType.FLOAT : type;
  }

  /** A value as the operand of a matrix product. */
  Value operand(Value x) {
    return rounded ? x.cast(type).cast(DataType.FLOAT) : x.cast(type);
  }

  /** The product of two operands, see {@link Value#matMul(Value, boolean, boolean)}. */
  Value matMul(Value a, Value b, boolean transA, boolean transB) {
    Value product = a.matMul(b, transA, transB);
    return rounded ? operand(product) : product;
  }

  /** The result of a matrix product in float32. */
  static Value full(Value x) {
    return x.cast(DataType.FLOAT);
  }
}
