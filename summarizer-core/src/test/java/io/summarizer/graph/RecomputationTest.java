package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recomputation adds to a graph, and what ONNX Runtime makes of it. */
class RecomputationTest {
  private static final int BLOCKS = 8;
  private static final int ROWS = 3;
  private static final int POOL = 20;

  /** Blocks of a residual connection around a product with a mask cut out of a pool. */
  private static final class Network {
    final Graph graph = new Graph("blocks");
    final Value x = graph.input("x", DataType.FLOAT, Shape.of(Dim.named("rows"), Dim.of(4)));
    final Value weight = graph.input("weight", DataType.FLOAT, Shape.of(4, 4));
    final Value pool = graph.input("pool", DataType.FLOAT, Shape.of(Dim.named("pool")));
    final Value offset = graph.input("offset", DataType.INT64, Shape.of(1));
    final List<Value> gradients;

    Network(boolean recomputes) {
      Value y = x;
      for (int i = 0; i < BLOCKS; i++) {
        Value before = y;
        Value start = offset.plus(graph.vector(i));
        y = graph.segment("block/" + i, () -> block(before, start));
      }
      Value loss = y.sumOfSquares();
      gradients =
          recomputes
              ? Autodiff.recomputingGradients(loss, List.of(x, weight))
              : Autodiff.gradients(loss, List.of(x, weight));
    }

    private Value block(Value y, Value start) {
      Value mask = pool.window(start, start.plus(graph.vector(4)), Dim.of(4)); // reads no y
      return y.plus(y.matMul(weight).tanh().times(mask));
    }

    Map<Value, NdArray> content() {
      return Map.of(
          x, NdArray.fill(DataType.FLOAT, List.of(ROWS, 4), place -> (place - 5) / 8.0),
          weight, NdArray.fill(DataType.FLOAT, List.of(4, 4), place -> (place % 5 - 2) / 4.0),
          pool, NdArray.fill(DataType.FLOAT, List.of(POOL), place -> place / 8.0),
          offset, NdArray.of(DataType.INT64, List.of(1), 2));
    }

    /** With the gradients as outputs. */
    Network written() {
      for (int i = 0; i < gradients.size(); i++) {
        graph.output("gradient." + i, gradients.get(i));
      }
      return this;
    }

    List<String> operators() {
      return graph.toModel().getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    PeakMemory peak(long rows) {
      return new MemoryPlan(graph).peak(Map.of("rows", rows, "pool", (long) POOL));
    }
  }

  @Test
  void gradients_are_the_same_to_the_last_bit() {
    Network kept = new Network(false);
    Network recomputed = new Network(true);
    List<NdArray> expected = OnnxRuntimeRun.of(kept.graph, kept.content(), kept.gradients);
    List<NdArray> actual =
        OnnxRuntimeRun.of(recomputed.graph, recomputed.content(), recomputed.gradients);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).data()).isEqualTo(expected.get(i).data()).doesNotContain(0);
    }
    List<NdArray> reference =
        kept.gradients.stream()
            .map(new ReferenceEvaluator(kept.graph, kept.content())::evaluate)
            .toList();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(expected.get(i).relativeDistance(reference.get(i))).isLessThan(1e-5);
    }
  }

  @Test
  void each_inner_node_that_the_backward_pass_needs_is_there_twice_and_others_once() {
    List<String> kept = new Network(false).written().operators();
    List<String> recomputed = new Network(true).written().operators();
    for (String twice : List.of("Tanh", "Slice")) {
      assertThat(kept).filteredOn(twice::equals).hasSize(BLOCKS);
      assertThat(recomputed).filteredOn(twice::equals).hasSize(2 * BLOCKS);
    }
    // Three products to a block: forward, and two gradients.
    assertThat(kept).filteredOn(op -> op.endsWith("MatMul")).hasSize(3 * BLOCKS);
    assertThat(recomputed).filteredOn(op -> op.endsWith("MatMul")).hasSize(4 * BLOCKS);
  }

  @Test
  void onnx_runtime_merges_no_second_computation_with_the_first(@TempDir Path folder) {
    List<String> kept = executed(new Network(false).written(), folder.resolve("kept"));
    List<String> recomputed = executed(new Network(true).written(), folder.resolve("recomputed"));
    for (String twice : List.of("Tanh", "Slice")) {
      assertThat(kept).filteredOn(name -> name.contains(twice)).hasSize(BLOCKS);
      assertThat(recomputed).filteredOn(name -> name.contains(twice)).hasSize(2 * BLOCKS);
    }
    // Forward, and two gradients; the same and once more.
    assertThat(kept).filteredOn(name -> name.contains("MatMul")).hasSize(3 * BLOCKS);
    assertThat(recomputed).filteredOn(name -> name.contains("MatMul")).hasSize(4 * BLOCKS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void order_in_which_onnx_runtime_runs_the_nodes_is_known(
      boolean recomputes, @TempDir Path folder) {
    Network network = new Network(recomputes).written();
    List<String> planned =
        new MemoryPlan(network.graph)
            .order().stream().map(Node::name).collect(Collectors.toCollection(ArrayList::new));
    List<String> executed = executed(network, folder.resolve("trace"));
    assertThat(executed).hasSizeGreaterThan(planned.size() / 2); // others are folded or fused
    planned.retainAll(Set.copyOf(executed));
    executed.retainAll(Set.copyOf(planned));
    assertThat(executed).isEqualTo(planned);
  }

  /** The names of the nodes that ONNX Runtime runs. */
  private static List<String> executed(Network network, Path trace) {
    Map<String, Tensor> inputs =
        Map.of(
            "x", Tensor.of(new float[4 * ROWS], ROWS, 4),
            "weight", Tensor.floats(4, 4),
            "pool", Tensor.floats(POOL),
            "offset", Tensor.of(new long[1], 1));
    try (Session session =
        Session.open("blocks", network.graph.toModel(), new SessionOptions(1, trace))) {
      session.run(inputs, Set.of("gradient.0", "gradient.1"), Map.of()).close();
    }
    inputs.values().forEach(Tensor::close);
    try (Stream<Path> files = Files.list(trace.getParent())) {
      Path file =
          files.filter(f -> f.toString().startsWith(trace.toString())).findFirst().orElseThrow();
      return Pattern.compile("\"name\" ?: ?\"([^\"]+)_kernel_time\"")
          .matcher(Files.readString(file))
          .results()
          .map(result -> result.group(1).replace("/MatmulTransposeFusion/", ""))
          .collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void memory_grows_with_what_comes_into_the_blocks_only() {
    long rows = 1000;
    long value = rows * 4 * 4;
    long kept = new Network(false).written().peak(rows).live();
    long recomputed = new Network(true).written().peak(rows).live();
    // Kept of each block: its input, the tanh; only what comes in; and some gradients.
    assertThat(kept).isBetween(2 * BLOCKS * value, (2 * BLOCKS + 6) * value);
    assertThat(recomputed).isBetween(BLOCKS * value, (BLOCKS + 6) * value);
  }

  @Test
  void gradients_of_parameters_do_not_wait_for_the_end() {
    Network network = new Network(false).written();
    List<String> order = new MemoryPlan(network.graph).order().stream().map(Node::name).toList();
    for (int block = BLOCKS - 1; block > 0; block--) {
      String own = "block/" + block + "/FusedMatMul"; // the transposed input times the gradient
      String next = "block/" + (block - 1) + "/FusedMatMul";
      assertThat(order).filteredOn(name -> name.startsWith(own)).hasSize(2);
      assertThat(last(order, own)).isLessThan(first(order, next));
    }
  }

  private static int first(List<String> names, String beginning) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  private static int last(List<String> names, String beginning) {
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).startsWith(beginning))
        .max()
        .orElseThrow();
  }

  @Test
  void segments_inside_a_segment_are_part_of_it() {
    Graph graph = new Graph("nested");
    Value x = graph.input("x", DataType.FLOAT, Shape.of(2));
    Value y = graph.segment("outer", () -> graph.segment("inner", x::exp).tanh());
    assertThat(y.name()).isEqualTo("outer/Tanh");
    assertThat(graph.nodes().get(0).name()).isEqualTo("outer/inner/Exp");
    assertThat(graph.nodes().get(0).segment()).isSameAs(graph.nodes().get(1).segment());
    assertThat(y.exp().graph().nodes().get(2).segment()).isNull();
  }
}
