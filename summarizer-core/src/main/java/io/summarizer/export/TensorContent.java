package io.summarizer.export;

import com.google.common.collect.ImmutableList;
import io.summarizer.model.ParameterSpec;
import java.io.IOException;

/** What the bytes of a stored tensor are made of. */
sealed interface TensorContent {
  /** Writes the bytes. */
  void writeTo(DataOutput output, WeightSource weights) throws IOException;

  /** Parameters as they are, one after the other. */
  record Plain(ImmutableList<ParameterSpec> parts) implements TensorContent {
    @Override
    public void writeTo(DataOutput output, WeightSource weights) throws IOException {
      for (ParameterSpec part : parts) {
        output.write(weights.read(part));
      }
    }
  }

  /** A matrix [out, in] as [in, out], for a product from the right. */
  record Transposed(ParameterSpec matrix) implements TensorContent {
    @Override
    public void writeTo(DataOutput output, WeightSource weights) throws IOException {
      float[] values = weights.read(matrix);
      int rows = Math.toIntExact(matrix.shape().get(0));
      int columns = Math.toIntExact(matrix.shape().get(1));
      float[] column = new float[rows];
      for (int c = 0; c < columns; c++) {
        for (int r = 0; r < rows; r++) {
          column[r] = values[r * columns + c];
        }
        output.write(column);
      }
    }
  }

  /** A part of quantized matrices that stand one below the other. */
  record Quantized(ImmutableList<ParameterSpec> parts, BlockFormat format, Part part)
      implements TensorContent {
    /** The three tensors that a quantized matrix is. */
    enum Part {
      NUMBERS,
      SCALES,
      ZERO_POINTS
    }

    @Override
    public void writeTo(DataOutput output, WeightSource weights) throws IOException {
      for (ParameterSpec matrix : parts) {
        float[] values = weights.read(matrix);
        int width = Math.toIntExact(matrix.shape().get(1));
        BlockQuantizer quantizer = new BlockQuantizer(format, width);
        for (int start = 0; start < values.length; start += width) {
          QuantizedRow row = quantizer.quantize(values, start);
          switch (part) {
            case NUMBERS -> output.write(row.packed());
            case SCALES -> output.write(row.scales());
            case ZERO_POINTS -> output.write(row.packedZeroPoints());
          }
        }
      }
    }
  }
}
