package io.summarizer.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;

/** The outputs of a run that ONNX Runtime holds; closing frees them. */
public final class Outputs implements AutoCloseable {
  private final OrtSession.Result result;

  Outputs(OrtSession.Result result) {
    this.result = result;
  }

  /** A copy of a float32 output. */
  public float[] floats(String name) {
    java.nio.FloatBuffer buffer = tensor(name).getFloatBuffer();
    float[] copy = new float[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  /** A copy of a float64 output. */
  public double[] doubles(String name) {
    java.nio.DoubleBuffer buffer = tensor(name).getDoubleBuffer();
    double[] copy = new double[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  /** A copy of an int64 output. */
  public long[] longs(String name) {
    java.nio.LongBuffer buffer = tensor(name).getLongBuffer();
    long[] copy = new long[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  /** The shape of an output. */
  public long[] shape(String name) {
    return tensor(name).getInfo().getShape();
  }

  /** An output as the input of another run, without a copy; until these are closed. */
  public InputTensor held(String name) {
    return new Held(tensor(name));
  }

  static final class Held extends InputTensor {
    private final OnnxTensor tensor;

    private Held(OnnxTensor tensor) {
      this.tensor = tensor;
    }

    @Override
    OnnxTensor onnx() {
      return tensor;
    }
  }

  private OnnxTensor tensor(String name) {
    return (OnnxTensor)
        result
            .get(name)
            .orElseThrow(() -> new IllegalArgumentException("no output \"" + name + "\""));
  }

  @Override
  public void close() {
    result.close();
  }
}
