package io.summarizer.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.summarizer.DeviceException;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A computation of which the result is known. */
public final class SelfTest {
  private SelfTest() {}

  /**
   * Lets ONNX Runtime double a number on the CPU.
   *
   * @return its version and what it was built for, as in "1.29.0 (CPU)"
   * @throws DeviceException if it fails or the result is wrong
   */
  public static String run() {
    Graph graph = new Graph("self-test");
    graph.output("y", graph.input("x", DataType.FLOAT, Shape.of(1)).times(2));
    try (Session session = Session.open("self-test", graph.toModel(), new SessionOptions(1, null));
        Tensor x = Tensor.of(new float[] {21}, 1);
        Outputs outputs = session.run(Map.of("x", x), Set.of("y"), Map.of())) {
      float y = outputs.floats("y")[0];
      if (y != 42) {
        throw new DeviceException(
            "ONNX Runtime: expected 2 x 21 = 42, got " + y + "; it does not suit this machine");
      }
    }
    return RuntimeEnvironment.get().getVersion()
        + " ("
        + OrtEnvironment.getAvailableProviders().stream()
            .map(OrtProvider::name)
            .collect(Collectors.joining(", "))
        + ")";
  }
}
