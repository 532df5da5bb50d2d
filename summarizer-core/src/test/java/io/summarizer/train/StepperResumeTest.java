package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stepper that goes on with the state of another, in every arithmetic. */
class StepperResumeTest {
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 60, "d_model": 32, "d_kv": 8, "d_ff": 64,
           "num_layers": 1, "num_heads": 4, "decoder_start_token_id": 0}""");
  private static final List<ParameterSpec> SPECS = T5Parameters.of(CONFIG, true);

  @TempDir Path folder;

  static List<Arithmetic> arithmetics() {
    return List.of(
        Arithmetic.FLOAT32,
        new Arithmetic(DataType.BFLOAT16, true),
        new Arithmetic(DataType.FLOAT16, true));
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void its_next_steps_are_those_that_the_other_would_have_made(Arithmetic arithmetic) {
    Path checkpoint = folder.resolve("checkpoint");
    List<StepResult> expected;
    Map<String, float[]> state;
    try (Stepper stepper = stepper(arithmetic)) {
      SPECS.forEach(
          spec ->
              new T5Initializer(CONFIG).fill(spec, 3, stepper.parameters().parameter(spec.name())));
      // Gradients that overflow in float16, so that the loss scale is not the first one.
      FloatBuffer embedding = stepper.parameters().parameter("shared.weight");
      for (int i = 0; i < embedding.capacity(); i++) {
        embedding.put(i, embedding.get(i) * 300);
      }
      run(stepper, 0, 12);
      TrainingCheckpoint.write(
          checkpoint,
          CheckpointWriter.of(CONFIG, true),
          stepper,
          TrainingState.start("", Map.of()));
      if (arithmetic.needsLossScaling()) {
        assertThat(stepper.lossScale()).isLessThan(65536).isGreaterThan(0);
      }
      expected = run(stepper, 12, 18);
      state = content(stepper);
    }
    try (Stepper stepper = stepper(arithmetic)) {
      TrainingCheckpoint.restore(checkpoint, stepper, 12);
      assertThat(run(stepper, 12, 18)).isEqualTo(expected);
      assertThat(content(stepper)).containsAllEntriesOf(state).hasSameSizeAs(state);
    }
  }

  private static List<StepResult> run(Stepper stepper, int from, int to) {
    List<StepResult> results = new ArrayList<>();
    for (int step = from; step < to; step += 3) {
      results.addAll(stepper.run(List.of(batches(step), batches(step + 1), batches(step + 2))));
    }
    return results;
  }

  private static List<Batch> batches(int step) {
    SplittableRandom random = new SplittableRandom(step);
    return List.of(batch(random), batch(random));
  }

  private static Batch batch(SplittableRandom random) {
    return Batch.of(
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new TokenizedExample(
                        "" + i,
                        random.ints(4 + i, 2, 60).toArray(),
                        new int[] {2 + random.nextInt(58), 1}))
            .toList(),
        0);
  }

  private static Stepper stepper(Arithmetic arithmetic) {
    return new Stepper(
        new Stepper.Setup(
            CONFIG,
            ParameterLayout.of(SPECS, 3000),
            new Optimization(
                Optimizer.adamW(), new LearningRate(Schedule.linear(), 3e-3, 0, 200), 0.01, 1, 0),
            0.1,
            DropoutPool.largestMask(CONFIG, 4, 8, 8),
            5,
            true,
            true,
            arithmetic),
        new SessionOptions(1, null));
  }

  /** Parameters and optimizer, by name. */
  private static Map<String, float[]> content(Stepper stepper) {
    Map<String, float[]> content = new HashMap<>();
    SPECS.forEach(
        spec -> content.put(spec.name(), floats(stepper.parameters().parameter(spec.name()))));
    stepper.optimizerState().forEach((spec, values) -> content.put(spec.name(), floats(values)));
    return content;
  }

  private static float[] floats(FloatBuffer values) {
    float[] array = new float[values.remaining()];
    values.get(array);
    return array;
  }
}
