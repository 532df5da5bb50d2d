package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.export.ExportGraphs;
import io.summarizer.generate.GenerationGraphs;
import io.summarizer.graph.CudaKernels;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.train.TrainingGraphs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every node of every graph runs on a GPU, or is known not to, with a reason. */
class CudaKernelCoverageTest {
  private static final CudaKernels KERNELS = new CudaKernels();

  /** Nodes that run on the CPU and do no harm there, with the reason. */
  private static final Map<String, String> ON_THE_CPU = Map.of();

  private final Graph graph = new Graph("test");
  private final Value x =
      graph.input("x", DataType.FLOAT, Shape.of(Dim.named("n"), Dim.of(3), Dim.of(4)));

  /** Old T5 with ReLU and tied embeddings, and T5 1.1. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "gated-gelu"})
  void everyNode_hasACudaKernelForItsVersionAndTypes(String feedForward) {
    Map<String, List<String>> problems = new HashMap<>();
    Set<String> excused = new HashSet<>();
    graphs(feedForward)
        .forEach(
            (name, built) -> {
              List<String> found = KERNELS.problems(built);
              found.stream().filter(ON_THE_CPU::containsKey).forEach(excused::add);
              List<String> left =
                  found.stream().filter(problem -> !ON_THE_CPU.containsKey(problem)).toList();
              if (!left.isEmpty()) {
                problems.put(name, left);
              }
            });
    assertThat(problems).isEmpty();
    assertThat(excused).as("excuses that are needed").isEqualTo(ON_THE_CPU.keySet());
  }

  /** A package that builds graphs lists them in one place; here are the places. */
  private static Map<String, Graph> graphs(String feedForward) {
    T5Config config =
        T5Config.parse(
            """
            {"model_type": "t5", "vocab_size": 60, "d_model": 32, "d_kv": 8, "d_ff": 64,
             "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0,
             "feed_forward_proj": "%s"}"""
                .formatted(feedForward));
    Map<String, Graph> all = new HashMap<>(TrainingGraphs.of(config));
    all.putAll(GenerationGraphs.of(config));
    all.putAll(ExportGraphs.of(config));
    return all;
  }

  private List<String> problemsOf(Value result) {
    graph.output("y", result);
    return KERNELS.problems(graph);
  }

  @Test
  void nodeOfATypeWithoutAKernel_isFound() {
    assertThat(problemsOf(x.cast(DataType.BFLOAT16).logSoftmax()))
        .containsExactly("LogSoftmax[bfloat16] -> [bfloat16]: no kernel for these types");
  }

  @Test
  void nodeInALoop_isFound() {
    Graph body = graph.body("body");
    body.input("round", DataType.INT64, Shape.SCALAR);
    Value more = body.input("condition", DataType.BOOL, Shape.SCALAR);
    Value state = body.input("state", DataType.FLOAT, x.shape());
    body.output("more", more);
    body.output("next", state.cast(DataType.BFLOAT16).logSoftmax().cast(DataType.FLOAT));
    Value always = graph.scalar(0).equalTo(graph.scalar(0));
    Value last = graph.loop(body, graph.scalar(2), always, List.of(x), Dim.named("rounds")).get(0);
    assertThat(problemsOf(last)).hasSize(1).first().asString().startsWith("LogSoftmax[bfloat16]");
  }

  @Test
  void nodeThatNoOutputDependsOn_isNotLookedAt() {
    x.cast(DataType.BFLOAT16).logSoftmax();
    assertThat(problemsOf(x.tanh())).isEmpty();
  }

  @Test
  void sumThatNeedsCudnn_isFound() {
    assertThat(problemsOf(x.sum(false, 1)))
        .containsExactly("ReduceSum[float, int64] -> [float]: the kernel needs cuDNN");
  }

  @Test
  void sumOfIntegers_isFound() {
    assertThat(problemsOf(x.cast(DataType.INT64).sumAll()))
        .containsExactly("ReduceSum[int64, int64] -> [int64]: the kernel needs cuDNN");
  }

  @Test
  void sumOverOuterOrInnerAxes_needsNoCudnn() {
    assertThat(problemsOf(x.sum(true, 0, 1).plus(x.sum(true, 2)))).isEmpty();
  }
}
