package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.summarizer.NonFiniteLossException;
import io.summarizer.NonFiniteReport;
import io.summarizer.NonFiniteReport.Cause;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures provoked in a tiny network, and what is said about them. */
class NonFiniteProbeTest {
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 24, "d_model": 8, "d_kv": 4, "d_ff": 16,
           "num_layers": 2, "num_heads": 2, "decoder_start_token_id": 0,
           "tie_word_embeddings": false}""");

  /** An id that only the batches that break have. */
  private static final int RARE = 23;

  private static Stepper stepper(Arithmetic arithmetic, double learningRate) {
    List<ParameterSpec> specs = T5Parameters.of(CONFIG, false);
    Stepper stepper =
        new Stepper(
            new Stepper.Setup(
                CONFIG,
                ParameterLayout.of(specs, 1),
                new Optimization(
                    Optimizer.adamW(),
                    new LearningRate(Schedule.linear(), learningRate, 0, 100),
                    0,
                    1,
                    0),
                0.1,
                DropoutPool.largestMask(CONFIG, 4, 6, 4),
                5,
                true,
                true,
                arithmetic),
            new SessionOptions(1, null));
    T5Initializer initializer = new T5Initializer(CONFIG);
    specs.forEach(spec -> initializer.fill(spec, 3, stepper.parameters().parameter(spec.name())));
    return stepper;
  }

  /** Examples named by letters; those in capitals have the rare id in their source. */
  private static Batch batch(String examples) {
    return Batch.of(
        examples
            .chars()
            .mapToObj(
                letter ->
                    new TokenizedExample(
                        Character.toString(letter),
                        new int[] {2 + letter % 7, Character.isUpperCase(letter) ? RARE : 9, 4, 1},
                        new int[] {3 + letter % 5, 1}))
            .toList(),
        0);
  }

  private static List<String> ids(String examples) {
    return examples.chars().mapToObj(Character::toString).toList();
  }

  /** Makes the steps in one call and examines the last. */
  private static NonFiniteReport examine(Stepper stepper, List<List<String>> steps) {
    List<List<Batch>> batches =
        steps.stream().map(step -> step.stream().map(NonFiniteProbeTest::batch).toList()).toList();
    stepper.run(batches);
    int last = steps.size() - 1;
    return NonFiniteProbe.examine(
        stepper, batches, last, steps.get(last).stream().map(NonFiniteProbeTest::ids).toList());
  }

  private static void scale(Stepper stepper, String name, double factor) {
    FloatBuffer values = stepper.parameters().parameter(name);
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) (values.get(i) * factor));
    }
  }

  private static float[] content(Stepper stepper) {
    List<ParameterSpec> specs = T5Parameters.of(CONFIG, false);
    FloatBuffer all =
        FloatBuffer.allocate((int) specs.stream().mapToLong(ParameterSpec::elements).sum());
    specs.forEach(spec -> all.put(stepper.parameters().parameter(spec.name())));
    return all.array();
  }

  @Test
  void parameters_that_are_not_finite_are_named_and_counted() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      stepper.parameters().parameter("shared.weight").put(3, Float.NaN).put(9, Float.NaN);
      stepper
          .parameters()
          .parameter("encoder.block.0.layer.0.layer_norm.weight")
          .put(3, Float.NEGATIVE_INFINITY);
      NonFiniteReport report = examine(stepper, List.of(List.of("ab", "cd")));
      assertThat(report.cause()).isEqualTo(Cause.PARAMETERS);
      assertThat(report.text())
          .isEqualTo(
              """
              Not finite before the step: shared.weight (0 infinite and 2 NaN of 192 elements), \
              encoder.block.0.layer.0.layer_norm.weight (1 infinite and 0 NaN of 8 elements).
              What to do: go back to a checkpoint from before these parameters broke and go on with \
              a lower learning rate or a longer warm-up; if the run began with them, the model's \
              files are damaged.""");
    }
  }

  @Test
  void parameters_that_an_earlier_step_of_the_call_broke_are_named() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, Double.MAX_VALUE)) { // infinite in float32
      NonFiniteReport report = examine(stepper, List.of(List.of("ab"), List.of("cd")));
      assertThat(report.cause()).isEqualTo(Cause.PARAMETERS);
      assertThat(report.parameters())
          .extracting(NonFiniteReport.Parameter::name)
          .containsExactlyInAnyOrderElementsOf(
              T5Parameters.of(CONFIG, false).stream().map(ParameterSpec::name).toList());
      assertThat(report.text()).contains(" elements) and ").contains(" more.\n");
      assertThat(stepper.step()).as("the good step stays made").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"encoder, 0, 1", "encoder, 1, 1", "decoder, 0, 2"})
  void overflow_of_a_feed_forward_names_its_block(String stack, int block, int layer) {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      String name = stack + ".block." + block + ".layer." + layer + ".DenseReluDense.";
      scale(stepper, name + "wi.weight", 1e30);
      scale(stepper, name + "wo.weight", 1e30);
      NonFiniteReport report = examine(stepper, List.of(List.of("ab", "cd")));
      assertThat(report.cause()).isEqualTo(Cause.FORWARD);
      NonFiniteReport.Tensor tensor = report.tensor().orElseThrow();
      assertThat(tensor.name()).isEqualTo(stack + "/" + block + "/feed_forward/wo/FusedMatMul");
      assertThat(tensor.operator()).isEqualTo("FusedMatMul");
      assertThat(tensor.backward()).isFalse();
    }
  }

  @Test
  void overflow_of_float32_shows_how_the_numbers_grew() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      scale(stepper, "encoder.block.1.layer.1.DenseReluDense.wi.weight", 1e30);
      scale(stepper, "encoder.block.1.layer.1.DenseReluDense.wo.weight", 1e30);
      assertThat(examine(stepper, List.of(List.of("ab", "cdef"))).text())
          .isEqualTo(
              """
              First tensor that is not finite: encoder/1/feed_forward/wo/FusedMatMul of the \
              forward pass, 64 infinite and 0 NaN of 64 elements, float32 [4, 2, 8], in \
              micro-batch 1 of 2, examples "a", "b".
              Largest numbers on the way there: padding 0.0, encoder/bias 0.73, \
              encoder/embedding 2.5, encoder/0/self_attention 3.2, encoder/0/feed_forward 3.2, \
              encoder/1/self_attention 4.0, encoder/1/feed_forward/wi 2.2e+30, \
              encoder/1/feed_forward 2.1e+30.
              What to do: the weights have grown too large: go back to the last good \
              checkpoint and go on with a lower learning rate or a longer warm-up, and look at \
              the texts of these examples.""");
    }
  }

  @Test
  void overflow_of_float16_names_the_rounding_and_asks_for_another_type() {
    try (Stepper stepper = stepper(new Arithmetic(DataType.FLOAT16, true), 1e-3)) {
      scale(stepper, "decoder.block.1.layer.2.DenseReluDense.wi.weight", 3e3);
      scale(stepper, "decoder.block.1.layer.2.DenseReluDense.wo.weight", 1e3);
      NonFiniteReport report = examine(stepper, List.of(List.of("ab")));
      assertThat(report.cause()).isEqualTo(Cause.FLOAT16);
      assertThat(report.text())
          .isEqualTo(
              """
              First tensor that is not finite: decoder/1/feed_forward/wo/Cast of the forward \
              pass, 31 infinite and 0 NaN of 32 elements, float16 [2, 2, 8], in micro-batch 1 \
              of 1, examples "a", "b".
              Largest numbers on the way there: decoder/0/self_attention 3.1, \
              decoder/0/cross_attention 3.8, decoder/0/feed_forward 4.2, \
              decoder/1/self_attention 5.3, decoder/1/cross_attention 6.5, \
              decoder/1/feed_forward/wi 7.6e+03, decoder/1/feed_forward 8.5e+03, \
              decoder/1/feed_forward/wo 4.8e+06.
              What to do: float16 holds numbers up to 65504: train in bfloat16 or float32.""");
    }
  }

  @Test
  void parameter_too_large_for_float16_is_named() {
    try (Stepper stepper = stepper(new Arithmetic(DataType.FLOAT16, true), 1e-3)) {
      stepper.parameters().parameter("encoder.block.0.layer.0.SelfAttention.q.weight").put(0, 7e4f);
      NonFiniteReport report = examine(stepper, List.of(List.of("ab")));
      assertThat(report.cause()).isEqualTo(Cause.FLOAT16);
      assertThat(report.text())
          .isEqualTo(
              """
              First tensor that is not finite: \
              weights/encoder.block.0.layer.0.SelfAttention.q.weight/Cast of the forward pass, \
              1 infinite and 0 NaN of 64 elements, float16 [8, 8], in micro-batch 1 of 1, \
              examples "a", "b".
              What to do: float16 holds numbers up to 65504: train in bfloat16 or float32.""");
    }
  }

  @Test
  void overflow_of_the_gradient_alone_is_told_from_that_of_the_loss() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      scale(stepper, "decoder.final_layer_norm.weight", 1e25);
      NonFiniteReport report = examine(stepper, List.of(List.of("ab", "cd")));
      assertThat(report.cause()).isEqualTo(Cause.BACKWARD);
      assertThat(report.text())
          .isEqualTo(
              """
              First tensor that is not finite: clip/ReduceSumSquare of the backward pass, 1 \
              infinite and 0 NaN of 1 elements, float32 [], in micro-batch 1 of 2, examples \
              "a", "b".
              Largest numbers on the way there: backward/decoder/bias 5.2e+23, \
              backward/encoder/final_norm 4.1e+24, backward/encoder/1/feed_forward 8.5e+23, \
              backward/encoder/1/self_attention 1.7e+24, backward/encoder/0/feed_forward \
              1.6e+24, backward/encoder/0/self_attention 5.5e+24, backward/encoder/embedding \
              6.8e+24, backward 6.8e+24.
              What to do: the loss is finite and its gradient explodes: go back to the last \
              good checkpoint and go on with a lower learning rate or a longer warm-up, and \
              look at the texts of these examples.""");
    }
  }

  @Test
  void only_the_examples_whose_numbers_broke_are_named() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      FloatBuffer embedding = stepper.parameters().parameter("shared.weight");
      for (int i = 0; i < CONFIG.dModel(); i++) { // what dropout keeps becomes too large
        embedding.put(RARE * CONFIG.dModel() + i, 3.3e38f);
      }
      NonFiniteReport report = examine(stepper, List.of(List.of("ab", "cDeF", "G")));
      assertThat(report.text())
          .isEqualTo(
              """
              First tensor that is not finite: encoder/embedding/Mul of the forward pass, 16 \
              infinite and 0 NaN of 128 elements, float32 [4, 4, 8], in micro-batch 2 of 3, \
              examples "D", "F".
              What to do: the weights have grown too large: go back to the last good \
              checkpoint and go on with a lower learning rate or a longer warm-up, and look at \
              the texts of these examples.""");
    }
  }

  @Test
  void step_of_finite_numbers_cannot_be_reproduced() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      NonFiniteReport report = examine(stepper, List.of(List.of("ab", "cd"), List.of("ef", "gh")));
      assertThat(report.cause()).isEqualTo(Cause.NOT_REPRODUCED);
      assertThat(report.text())
          .isEqualTo(
              """
              Run again, every tensor of the step was finite.
              Largest numbers: backward/decoder/0/self_attention 2.1, \
              backward/decoder/0/cross_attention 1.8, backward/encoder/0/self_attention 2.4, \
              backward/encoder/0/feed_forward 2.1, backward/decoder/0/feed_forward 1.1, \
              backward 1.3, backward/encoder/final_norm 0.72, backward/decoder/embedding 1.3.
              What to do: go on from the last good checkpoint; if it happens again at another \
              step, suspect the device's memory, if at the same one, lower the learning rate.""");
    }
  }

  @Test
  void step_that_cannot_be_run_again_does_not_hide_the_failure() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      stepper.run(List.of(List.of(batch("ab")), List.of(batch("cd"))));
      Batch unknownId =
          Batch.of(List.of(new TokenizedExample("x", new int[] {99, 1}, new int[] {1})), 0);
      List<List<Batch>> steps = List.of(List.of(unknownId), List.of(batch("cd")));
      NonFiniteReport report =
          NonFiniteProbe.examine(stepper, steps, 1, List.of(List.of("c", "d")));
      assertThat(report.cause()).isEqualTo(Cause.NOT_EXAMINED);
      assertThat(report.text())
          .isEqualTo(
              """
              The step could not be run again to find the tensor.
              What to do: try a lower learning rate or a longer warm-up, and look at the data of \
              the step.""");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void stepper_is_left_as_it_was_before_the_step(int failed) {
    List<List<Batch>> steps =
        List.of(List.of(batch("ab")), List.of(batch("cd")), List.of(batch("ef")));
    try (Stepper examined = stepper(Arithmetic.FLOAT32, 1e-3);
        Stepper expected = stepper(Arithmetic.FLOAT32, 1e-3)) {
      examined.run(steps);
      NonFiniteProbe.examine(examined, steps, failed, List.of(List.of("x", "y")));
      for (List<Batch> step : steps.subList(0, failed)) {
        expected.run(List.of(step));
      }
      assertThat(examined.step()).isEqualTo(failed);
      assertThat(content(examined)).isEqualTo(content(expected));
      assertThat(examined.run(steps)).isEqualTo(expected.run(steps));
    }
  }

  @Test
  void call_is_taken_back_only_once() {
    try (Stepper stepper = stepper(Arithmetic.FLOAT32, 1e-3)) {
      stepper.run(List.of(List.of(batch("ab"))));
      stepper.takeBack();
      assertThatThrownBy(stepper::takeBack)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("takeBack: expected a call of run before, got none");
    }
  }

  @Test
  void exception_says_the_step_the_last_checkpoint_and_the_report() {
    NonFiniteReport report =
        new NonFiniteReport(
            Cause.NOT_EXAMINED, ImmutableList.of(), Optional.empty(), ImmutableList.of());
    assertThat(
            new NonFiniteLossException(7, Double.NaN, 2.5, Path.of("out", "checkpoint-6"), report))
        .hasMessage(
            """
            step 7: expected a finite loss and gradient, got loss NaN and gradient norm 2.5; \
            training stopped. The last good checkpoint is %s.
            The step could not be run again to find the tensor.
            What to do: try a lower learning rate or a longer warm-up, and look at the data of the \
            step."""
                .formatted(Path.of("out", "checkpoint-6")));
    assertThat(new NonFiniteLossException(1, 3, Double.NaN, null, report))
        .hasMessageStartingWith(
            "step 1: expected a finite loss and gradient, got loss 3.0 and gradient norm NaN;"
                + " training stopped. No checkpoint was written before.\n");
  }
}
