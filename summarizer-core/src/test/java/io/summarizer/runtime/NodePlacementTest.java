package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.runtime.NodePlacement.PlacedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePlacementTest {
  private static final String TRACE =
      """
      [
      {"cat" : "Session","pid" :1,"tid" :1,"dur" :9,"ts" :1,"ph" : "X","name" :"model_run","args" : {}},
      %s
      {"cat" : "Session","pid" :1,"tid" :1,"dur" :9,"ts" :9,"ph" : "X","name" :"session_end","args" : {}}
      ]
      """;

  @TempDir private Path folder;

  private static String event(
      String name, String operator, String provider, long bytes, String type) {
    return """
        {"cat" : "Node","pid" :1,"tid" :1,"dur" :2,"ts" :3,"ph" : "X","name" :"%s_kernel_time",\
        "args" : {"node_index" : "3","op_name" : "%s","input_type_shape" : [{"float":[2,3]}],\
        "output_type_shape" : [{"%s":[2,3]}],"output_size" : "%d","provider" : "%s"}},
        """
        .formatted(name, operator, type, bytes, provider + "ExecutionProvider");
  }

  private NodePlacement read(String... events) throws IOException {
    Files.writeString(
        folder.resolve("trace_2026-01-01_10-00-00.json"), TRACE.formatted(String.join("", events)));
    return NodePlacement.read(folder.resolve("trace"));
  }

  @Test
  void nodesOnTheCpu_areFound() throws IOException {
    NodePlacement placement =
        read(
            event("product", "MatMul", "CUDA", 24, "float"),
            event("softmax", "LogSoftmax", "CPU", 24, "float"));
    assertThat(placement.nodes()).hasSize(2);
    assertThat(placement.onCpu())
        .containsExactly(new PlacedNode("softmax", "LogSoftmax", "CPUExecutionProvider", false));
  }

  @Test
  void shapesAndLoops_doNoHarmThere() throws IOException {
    assertThat(
            read(
                    event("extents", "Shape", "CPU", 24, "int64"),
                    event("rounds", "Loop", "CPU", 24, "float"))
                .onCpu())
        .isEmpty();
  }

  @Test
  void manyIntegers_areNoShape() throws IOException {
    assertThat(read(event("ids", "Gather", "CPU", 8192, "int64")).onCpu()).hasSize(1);
  }

  @Test
  void nodeInALoop_countsOnce() throws IOException {
    String round = event("product", "MatMul", "CPU", 24, "float");
    assertThat(read(round, round).nodes()).hasSize(1);
  }

  @Test
  void traceThatOnnxRuntimeWrites_isRead() throws IOException {
    Graph graph = new Graph("test");
    Value x = graph.input("x", DataType.FLOAT, Shape.of(Dim.named("n"), Dim.of(3)));
    graph.output("y", graph.scope("part", () -> x.softmax()));
    graph.output("extents", x.shapeOf());
    Path profile = folder.resolve("trace");
    try (Session session = Session.open("test", graph.toModel(), new SessionOptions(1, profile));
        Tensor in = Tensor.of(new float[6], 2, 3)) {
      session.run(Map.of("x", in), Set.of("y", "extents"), Map.of()).close();
    }
    NodePlacement placement = NodePlacement.read(profile);
    assertThat(placement.nodes())
        .containsExactlyInAnyOrder(
            new PlacedNode("part/Softmax", "Softmax", "CPUExecutionProvider", false),
            new PlacedNode("Shape", "Shape", "CPUExecutionProvider", true));
    assertThat(placement.onCpu()).extracting(PlacedNode::operator).containsExactly("Softmax");
  }

  @Test
  void traceThatIsMissingOrNoTrace_isAnError() throws IOException {
    Path profile = folder.resolve("trace");
    assertThatThrownBy(() -> NodePlacement.read(profile))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("trace_*.json") + ": no trace was written");
    Path file = Files.writeString(folder.resolve("trace_1.json"), "[{");
    assertThatThrownBy(() -> NodePlacement.read(profile))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": is no trace of ONNX Runtime: ");
  }
}
