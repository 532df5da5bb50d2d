package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products in 16 bits against those in 32. */
class MixedPrecisionTest {
  private static final int VOCABULARY = 60;
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 60, "d_model": 32, "d_kv": 8, "d_ff": 64,
           "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0}""");
  private static final Arithmetic BFLOAT16 = new Arithmetic(DataType.BFLOAT16, true);
  private static final Arithmetic FLOAT16 = new Arithmetic(DataType.FLOAT16, true);
  private static final Arithmetic FLOAT16_KERNELS = new Arithmetic(DataType.FLOAT16, false);

  static List<Arithmetic> mixed() {
    return List.of(BFLOAT16, FLOAT16, FLOAT16_KERNELS);
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void training_reachesTheLossOfFloat32(Arithmetic arithmetic) {
    double expected = lossAfter(200, Arithmetic.FLOAT32);
    double loss = lossAfter(200, arithmetic);

    assertThat(expected).as("the task is learnt").isLessThan(1.5);
    assertThat(loss).isCloseTo(expected, within(0.02 * expected));
    assertThat(loss).as("the arithmetic differs").isNotEqualTo(expected);
  }

  private static double lossAfter(int steps, Arithmetic arithmetic) {
    try (Stepper stepper = stepper(arithmetic, true)) {
      List<StepResult> results = run(stepper, steps, new SplittableRandom(1));
      assertThat(results).extracting(StepResult::skipped).doesNotContain(true);
      return lastLoss(results);
    }
  }

  /** The mean loss of the last 20 steps. */
  private static double lastLoss(List<StepResult> results) {
    return results.subList(results.size() - 20, results.size()).stream()
        .mapToDouble(StepResult::loss)
        .average()
        .orElseThrow();
  }

  @Test
  void overflow_skipsStepsAndHalvesTheScaleUntilItFits() {
    SplittableRandom random = new SplittableRandom(1);
    try (Stepper stepper = stepper(FLOAT16, false)) {
      // The gradient by the decoder's output has this factor: too much under the first scale.
      scale(stepper, "shared.weight", 1e3f);
      List<Float> scales = new ArrayList<>();
      List<float[]> parameters = new ArrayList<>();
      List<Boolean> skipped = new ArrayList<>();
      for (int step = 0; step < 30; step++) {
        scales.add(stepper.lossScale());
        parameters.add(content(stepper));
        skipped.add(stepper.run(List.of(List.of(batch(random)))).get(0).skipped());
      }
      int made = skipped.indexOf(false);
      assertThat(scales.get(0)).isEqualTo(65536f);
      assertThat(made).as("first step that is made").isBetween(1, 20);
      for (int step = 1; step <= made; step++) {
        assertThat(scales.get(step)).isEqualTo(scales.get(step - 1) / 2);
        assertThat(parameters.get(step)).isEqualTo(parameters.get(0));
      }
      assertThat(parameters.get(made + 1)).isNotEqualTo(parameters.get(0));
      assertThat(parameters.get(29)).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
    }
  }

  @Test
  void overflow_inTheMiddle_costsStepsAndNotTheTraining() {
    SplittableRandom random = new SplittableRandom(1);
    try (Stepper stepper = stepper(FLOAT16, true)) {
      List<StepResult> before = run(stepper, 60, random);
      assertThat(before).extracting(StepResult::skipped).doesNotContain(true);
      float tooLarge = 0x1p60f;
      ParameterSpec state = LossScale.STATE.tensors().get(0);
      Objects.requireNonNull(stepper.optimizerState().get(state)).put(0, tooLarge);

      List<StepResult> after = run(stepper, 140, random);

      int skipped = (int) after.stream().filter(StepResult::skipped).count();
      assertThat(skipped).isBetween(10, 60);
      assertThat(after.get(0).skipped()).isTrue();
      assertThat(after.subList(100, 140)).extracting(StepResult::skipped).doesNotContain(true);
      assertThat(stepper.lossScale()).isEqualTo((float) (tooLarge / Math.pow(2, skipped)));
      assertThat(lastLoss(after)).isLessThan(0.8 * lastLoss(before));
    }
  }

  private static List<StepResult> run(Stepper stepper, int steps, SplittableRandom random) {
    List<StepResult> results = new ArrayList<>();
    for (int call = 0; call < steps / 5; call++) {
      List<List<Batch>> batches = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        batches.add(List.of(batch(random), batch(random)));
      }
      results.addAll(stepper.run(batches));
    }
    return results;
  }

  @Test
  void skippedSteps_leaveAdamsCorrectionsAsTheyWere() {
    SplittableRandom random = new SplittableRandom(4);
    List<List<Batch>> step = List.of(List.of(batch(random)));
    float[] after;
    try (Stepper plain = stepper(FLOAT16, false)) {
      plain.run(step);
      after = content(plain);
    }
    try (Stepper skipping = stepper(FLOAT16, false)) {
      String name = "encoder.block.0.layer.1.DenseReluDense.wi.weight";
      float[] before = content(skipping);
      scale(skipping, name, Float.POSITIVE_INFINITY);
      assertThat(skipping.run(step).get(0).skipped()).isTrue();
      restore(skipping, before);
      assertThat(skipping.run(step).get(0).skipped()).isFalse();
      // The rates are those of steps 1 and 2 of 200, otherwise the two made the same first step.
      float[] changed = content(skipping);
      for (int i = 0; i < after.length; i++) {
        float first = after[i] - before[i];
        assertThat(changed[i] - before[i])
            .isCloseTo(first, within(0.02f * Math.abs(first) + 1e-6f));
      }
    }
  }

  // ---- a small learnable task: the target is the source's first tokens in reverse

  private static Batch batch(SplittableRandom random) {
    return Batch.of(
        IntStream.range(0, 8)
            .mapToObj(
                i -> {
                  int[] source = new int[6 + random.nextInt(4)];
                  for (int j = 0; j < source.length; j++) {
                    source[j] = 2 + random.nextInt(VOCABULARY - 2);
                  }
                  int[] target = {source[0], source[0], source[0], 1};
                  return new TokenizedExample("" + i, source, target);
                })
            .toList(),
        0);
  }

  private static Stepper stepper(Arithmetic arithmetic, boolean loops) {
    List<ParameterSpec> specs = T5Parameters.of(CONFIG, true);
    Stepper stepper =
        new Stepper(
            new Stepper.Setup(
                CONFIG,
                ParameterLayout.of(specs, 3000),
                new Optimization(
                    Optimizer.adamW(), new LearningRate(Schedule.linear(), 3e-3, 0, 200), 0, 1, 0),
                0,
                0,
                0,
                loops,
                loops,
                arithmetic),
            new SessionOptions(1, null));
    T5Initializer initializer = new T5Initializer(CONFIG);
    specs.forEach(spec -> initializer.fill(spec, 3, stepper.parameters().parameter(spec.name())));
    return stepper;
  }

  private static void scale(Stepper stepper, String name, float factor) {
    FloatBuffer values = stepper.parameters().parameter(name);
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, values.get(i) * factor);
    }
  }

  private static float[] content(Stepper stepper) {
    List<ParameterSpec> specs = T5Parameters.of(CONFIG, true);
    FloatBuffer all =
        FloatBuffer.allocate((int) specs.stream().mapToLong(ParameterSpec::elements).sum());
    specs.forEach(spec -> all.put(stepper.parameters().parameter(spec.name())));
    return all.array();
  }

  private static void restore(Stepper stepper, float[] content) {
    int from = 0;
    for (ParameterSpec spec : T5Parameters.of(CONFIG, true)) {
      stepper.parameters().parameter(spec.name()).put(content, from, (int) spec.elements());
      from += (int) spec.elements();
    }
  }
}
