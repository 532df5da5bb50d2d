package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.KernelLaunches;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At t5-small's size a step on a fast GPU takes as long as its kernels take to launch. */
class LaunchCountTest {
  private static final T5Config T5_SMALL =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 32128, "d_model": 512, "d_kv": 64, "d_ff": 2048,
           "num_layers": 6, "num_heads": 8, "decoder_start_token_id": 0}""");

  /**
   * Sixteen bits cost a cast on each way between the residual stream, softmax and normalisation,
   * which stay in float32, and the products.
   *
   * @param loops whether a call makes several steps of several micro-batches; counted is one
   */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, false, 1500",
    "BFLOAT16, false, 1750",
    "FLOAT16, false, 1800",
    "FLOAT16, true, 1850"
  })
  void step_of_t5_small_has_few_launches(DataType type, boolean loops, long limit) {
    KernelLaunches step = launches(ParameterLayout.GPU_BLOCK, type, loops);
    System.out.printf(
        "A step of t5-small in %s%s: %d nodes, of which %d launch a kernel %s%n",
        type, loops ? " in loops" : "", step.nodes(), step.launches(), step.byOperator());
    assertThat(step.launches()).isLessThan(limit);
  }

  @Test
  void blocks_of_the_cpu_would_cost_a_gpu_many_launches() {
    assertThat(launches(ParameterLayout.CPU_BLOCK, DataType.FLOAT, false).launches())
        .isGreaterThan(3000);
  }

  private static KernelLaunches launches(long blockElements, DataType type, boolean loops) {
    var form =
        new TrainingGraph.Form(0.1, false, true, loops, loops, new Arithmetic(type, false), false);
    ParameterLayout layout = ParameterLayout.of(T5Parameters.of(T5_SMALL, true), blockElements);
    LearningRate rate = new LearningRate(Schedule.linear(), 1e-4, 0, 100);
    Optimization adamW = new Optimization(Optimizer.adamW(), rate, 0.01, 1, 0);
    Graph graph = TrainingGraph.build(T5_SMALL, layout, adamW, form).graph();
    return new KernelLaunches(graph);
  }
}
