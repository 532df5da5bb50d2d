package io.summarizer.benchmarks;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.Arithmetic;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How many operations per second a device makes of products of large square matrices, one after the
 * other: what a network can at best reach with the same libraries. A data sheet's rate is higher.
 */
final class MatrixPeak {
  private static final int RUNS = 3;

  private final int size;
  private final int products;

  private MatrixPeak(int size, int products) {
    this.size = size;
    this.products = products;
  }

  /** Measures, some seconds long. */
  static double operationsPerSecond(Arithmetic arithmetic, SessionOptions options) {
    boolean onCpu = options.device().gpu().isEmpty();
    return new MatrixPeak(onCpu ? 1024 : 4096, onCpu ? 16 : 256).measure(arithmetic, options);
  }

  private double measure(Arithmetic arithmetic, SessionOptions options) {
    SplittableRandom random = new SplittableRandom(0);
    float[] numbers = new float[size * size];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ((random.nextDouble() - 0.5) * Math.sqrt(12.0 / size)); // keeps lengths
    }
    double fastest = Double.MAX_VALUE;
    try (Session session = Session.open("products", graph(arithmetic).toModel(), options);
        Tensor matrix = Tensor.of(numbers, size, size)) {
      for (int i = 0; i < RUNS; i++) {
        long start = System.nanoTime();
        try (Outputs outputs = session.run(Map.of("matrix", matrix), Set.of("sum"), Map.of())) {
          outputs.floats("sum");
        }
        fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
      }
    }
    return products * 2.0 * size * size * size / fastest;
  }

  private Graph graph(Arithmetic arithmetic) {
    // The CPU computes what is rounded in float32.
    DataType type = arithmetic.rounded() ? DataType.FLOAT : arithmetic.type();
    Graph graph = new Graph("products");
    Value matrix = graph.input("matrix", DataType.FLOAT, Shape.of(size, size)).cast(type);
    Value product = matrix;
    for (int i = 0; i < products; i++) {
      product = product.matMul(matrix);
    }
    graph.output("sum", product.cast(DataType.FLOAT).sumOfSquares());
    return graph;
  }
}
