package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.summarizer.Golden;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.graph.DataType;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What freezing saves, and that frozen parameters take part in everything else. */
class FreezingTest {
  /** Three encoder blocks, two decoder blocks, a head that is tied to the embedding. */
  private static final Golden GOLDEN = new Golden("t5-v1.0");

  private static final Set<ModelPart> NONE = Set.of();
  private static final Set<ModelPart> ENCODER = Set.of(ModelPart.ENCODER);
  private static final Set<ModelPart> ALL_BUT_DECODER =
      Set.of(ModelPart.ENCODER, ModelPart.EMBEDDING);

  // The products whose operands have gradients: with a weight, and of queries, keys and values with
  // each other.
  private static final long ENCODER_WEIGHTS = 3 * 6;
  private static final long ENCODER_OTHERS = 3 * 2;
  private static final long DECODER = 2 * (6 + 4 + 4);
  private static final long ENCODER_NORMS = 3 * 2 + 1;
  private static final long DECODER_NORMS = 2 * 3 + 1;
  private static final long EVERY_GRADIENT = // by either operand
      2 * (ENCODER_WEIGHTS + ENCODER_OTHERS + DECODER + ENCODER_NORMS + DECODER_NORMS)
          + 2 // by the head and its input
          + 3 // encoder blocks' sums for the position biases
          + 2 // decoder blocks'
          + 2; // by the tables of position biases

  @Test
  void without_frozen_parts_there_is_a_gradient_by_every_operand() {
    assertThat(backwardProducts(graph(NONE))).isEqualTo(EVERY_GRADIENT);
  }

  @Test
  void below_a_frozen_encoder_and_embedding_there_is_no_backward_pass() {
    long decoder =
        2 * DECODER
            - 2 * 2 // cross-attention's keys and values by the encoding
            + (2 * DECODER_NORMS - 1) // the first norm by the embedding
            + 2 // sums for the position biases
            + 1; // by the table of position biases
    long head = 1; // by its input
    assertThat(backwardProducts(graph(ALL_BUT_DECODER))).isEqualTo(decoder + head);
  }

  @Test
  void a_frozen_encoder_hands_gradients_on_to_the_embedding_that_learns() {
    assertThat(backwardProducts(graph(ENCODER)))
        .isEqualTo(EVERY_GRADIENT - ENCODER_WEIGHTS - ENCODER_NORMS - (3 + 1)); // biases
  }

  @Test
  void forward_passes_are_the_same() {
    assertThat(forwardNodes(graph(ALL_BUT_DECODER))).isEqualTo(forwardNodes(graph(NONE)));
  }

  @Test
  void frozen_parameters_are_inputs_without_moments_or_outputs() {
    long learning =
        GOLDEN.tensors().stream()
            .filter(tensor -> ModelPart.of(tensor.name()) == ModelPart.DECODER)
            .count();
    long all = GOLDEN.tensors().size();
    GraphProto gradients = graph(ALL_BUT_DECODER); // what is left is Java's
    assertThat(count(gradients.getInputList(), "parameters.")).isEqualTo(all);
    assertThat(count(gradients.getOutputList(), "gradients.")).isEqualTo(learning);
    GraphProto graph = Stepper.model(setup(ALL_BUT_DECODER, true, Arithmetic.FLOAT32)).getGraph();
    assertThat(count(graph.getInputList(), "parameters.")).isEqualTo(all);
    assertThat(count(graph.getInputList(), "first_moment.")).isEqualTo(learning);
    assertThat(count(graph.getInputList(), "second_moment.")).isEqualTo(learning);
    assertThat(count(graph.getOutputList(), "next_")).isEqualTo(3 * learning);
    try (Stepper stepper =
        TestSteppers.open(GOLDEN, setup(ALL_BUT_DECODER, false, Arithmetic.FLOAT32))) {
      assertThat(stepper.optimizerState()).hasSize((int) (2 * learning));
      assertThat(stepper.optimizerState().keySet())
          .allMatch(spec -> spec.name().contains("moment.decoder."));
    }
  }

  @ParameterizedTest
  @EnumSource
  void frozen_parameters_stay_in_place_and_writes_to_them_count(ModelPart part) {
    List<List<Batch>> step = List.of(List.of(GOLDEN.batch()));
    ParameterSpec frozen =
        GOLDEN.tensors().stream()
            .filter(tensor -> ModelPart.of(tensor.name()) == part)
            .findFirst()
            .orElseThrow();
    try (Stepper stepper =
        TestSteppers.open(GOLDEN, setup(Set.of(part), false, Arithmetic.FLOAT32))) {
      double before = stepper.run(step).get(0).loss();
      stepper.run(step); // either copy of the state has been read and written
      FloatBuffer values = stepper.parameters().parameter(frozen.name());
      assertThat(TestSteppers.parameter(stepper, frozen))
          .isEqualTo(GOLDEN.tensor("model.safetensors", frozen.name()));
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, 3 * values.get(i));
      }
      double written = stepper.run(step).get(0).loss();
      assertThat(Math.abs(written - before)).isGreaterThan(0.1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "BFLOAT16", "FLOAT16"})
  void steps_in_a_loop_equal_steps_in_separate_calls(DataType type) {
    Arithmetic arithmetic = new Arithmetic(type, type != DataType.FLOAT);
    List<Batch> step = List.of(GOLDEN.batch());
    try (Stepper together = TestSteppers.open(GOLDEN, setup(ENCODER, true, arithmetic));
        Stepper separate = TestSteppers.open(GOLDEN, setup(ENCODER, true, arithmetic))) {
      List<StepResult> results = together.run(List.of(step, step, step));
      for (int i = 0; i < 3; i++) {
        assertThat(separate.run(List.of(step))).containsExactly(results.get(i));
      }
      for (ParameterSpec tensor : GOLDEN.tensors()) {
        assertThat(TestSteppers.parameter(together, tensor))
            .isEqualTo(TestSteppers.parameter(separate, tensor));
      }
    }
  }

  @Test
  void a_model_that_is_frozen_all_through_is_refused() {
    assertThatThrownBy(() -> setup(EnumSet.allOf(ModelPart.class), false, Arithmetic.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("freeze: expected a part of the model left to train, but all are frozen");
  }

  private static long backwardProducts(GraphProto graph) {
    return graph.getNodeList().stream()
        .filter(n -> n.getName().startsWith("backward/") && n.getOpType().endsWith("MatMul"))
        .count();
  }

  private static long forwardNodes(GraphProto graph) {
    return graph.getNodeList().stream()
        .filter(n -> n.getName().startsWith("encoder/") || n.getName().startsWith("decoder/"))
        .filter(n -> n.getOpType().endsWith("MatMul"))
        .count();
  }

  private static long count(List<ValueInfoProto> values, String prefix) {
    return values.stream().filter(value -> value.getName().startsWith(prefix)).count();
  }

  private static GraphProto graph(Set<ModelPart> frozen) {
    return Stepper.model(setup(frozen, false, Arithmetic.FLOAT32)).getGraph();
  }

  private static Stepper.Setup setup(
      Set<ModelPart> frozen, boolean accumulatesAndLoops, Arithmetic arithmetic) {
    return TestSteppers.setup(
        GOLDEN,
        1,
        TestSteppers.plain(Optimizer.adamW(), 0),
        frozen,
        accumulatesAndLoops,
        arithmetic);
  }
}
