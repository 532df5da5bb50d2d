package io.summarizer.train;

import static io.summarizer.Golden.distance;
import static io.summarizer.train.OptimizationGolden.floats;
import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.ParameterLayout.Block;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Twenty updates on given gradients against torch's AdamW and transformers' Adafactor, see
 * make_optimization_goldens.py.
 */
class UpdateRuleGoldenTest {
  private static final JsonNode GOLDEN = OptimizationGolden.read().get("optimizers");
  private static final int STEPS = 20;
  private static final LearningRate RATE = new LearningRate(Schedule.linear(), 1e-2, 0, STEPS);

  private static final Map<String, Optimization> RUNS =
      Map.of(
          "adamW",
          optimization(Optimizer.adamW(), 0.01),
          "adamW, other numbers",
          optimization(Optimizer.adamW().beta1(0.8).beta2(0.95).epsilon(1e-4), 0),
          "adafactor",
          optimization(Optimizer.adafactor(), 0),
          "adafactor, decay",
          optimization(Optimizer.adafactor().scaleParameter(true), 0.1),
          "adafactor, other numbers",
          optimization(
              Optimizer.adafactor()
                  .scaleParameter(true)
                  .epsilons(1e-6, 1e-1)
                  .clipThreshold(0.4)
                  .decayRate(-0.5)
                  .beta1(0.9),
              0),
          "adafactor, relative",
          optimization(Optimizer.adafactor().scaleParameter(true).relativeStep(true), 0.1),
          "adafactor, relative with warm-up",
          optimization(
              Optimizer.adafactor().scaleParameter(true).relativeStep(true).warmupInit(true), 0));

  private static Optimization optimization(Optimizer optimizer, double weightDecay) {
    return new Optimization(optimizer, RATE, weightDecay, 0, 0);
  }

  @Test
  void every_golden_is_used() {
    assertThat(RUNS.keySet())
        .containsExactlyInAnyOrderElementsOf(GOLDEN.get("runs").propertyNames());
  }

  static Stream<Arguments> runs() {
    return RUNS.keySet().stream()
        .flatMap(run -> Stream.of(1L, 100L, 1000L).map(block -> Arguments.of(run, block)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void parameters_and_state_are_those_of_python(String run, long blockElements) {
    JsonNode expected = GOLDEN.get("runs").get(run);
    ParameterLayout layout = ParameterLayout.of(tensors(), blockElements);
    try (Updates updates = new Updates(layout, Objects.requireNonNull(RUNS.get(run)))) {
      for (int step = 1; step <= STEPS; step++) {
        updates.make(step, GOLDEN.get("gradients").get(step - 1));
        JsonNode after = expected.get("after").get("" + step);
        if (after != null) {
          for (String tensor : after.propertyNames()) {
            assertThat(distance(updates.parameter(tensor), floats(after.get(tensor))))
                .as("%s after step %d", tensor, step)
                .isLessThan(1e-6);
          }
        }
      }
      Map<String, float[]> state = updates.state();
      assertThat(state.keySet())
          .containsExactlyInAnyOrderElementsOf(expected.get("state").propertyNames());
      state.forEach(
          (name, values) ->
              assertThat(distance(values, floats(expected.get("state").get(name))))
                  .as(name)
                  .isLessThan(1e-6));
    }
  }

  @Test
  void adafactor_keeps_a_row_and_a_column_of_a_matrix() {
    ParameterLayout layout =
        ParameterLayout.of(List.of(ParameterSpec.of("embedding", 32_128, 512)), 1);
    UpdateRule rule = UpdateRule.of(optimization(Optimizer.adafactor(), 0));
    assertThat(
            rule.state(layout.blocks().get(0)).stream()
                .flatMap(block -> block.tensors().stream())
                .mapToLong(ParameterSpec::elements))
        .containsExactly(32_128L, 512L);
  }

  private static List<ParameterSpec> tensors() {
    List<ParameterSpec> result = new ArrayList<>();
    JsonNode shapes = GOLDEN.get("shapes");
    for (String name : shapes.propertyNames()) {
      List<Long> shape = new ArrayList<>();
      shapes.get(name).forEach(extent -> shape.add(extent.asLong()));
      result.add(new ParameterSpec(name, shape));
    }
    return result;
  }

  /** A graph of an update rule alone, and what it transforms. */
  private static final class Updates implements AutoCloseable {
    private final UpdateRule rule;
    private final Session session;
    private final ParameterBlocks gradients;
    private ParameterBlocks parameters;
    private ParameterBlocks nextParameters;
    private OptimizerState state;
    private OptimizerState nextState;

    Updates(ParameterLayout layout, Optimization optimization) {
      this.rule = UpdateRule.of(optimization);
      List<StateBlock> kept =
          layout.blocks().stream().flatMap(block -> rule.state(block).stream()).toList();
      this.gradients = new ParameterBlocks(layout);
      this.parameters = new ParameterBlocks(layout);
      this.nextParameters = new ParameterBlocks(layout);
      this.state = new OptimizerState(kept);
      this.nextState = new OptimizerState(kept);
      layout
          .tensors()
          .forEach(
              tensor ->
                  parameters
                      .parameter(tensor.name())
                      .put(floats(GOLDEN.get("start").get(tensor.name()))));
      this.session = Session.open("updates", graph(layout).toModel(), new SessionOptions(1, null));
    }

    private Graph graph(ParameterLayout layout) {
      Graph graph = new Graph("updates");
      List<Value> values = layout.inputs(graph, "parameters");
      List<Value> gradientValues = layout.inputs(graph, "gradients");
      int count = rule.numbers(1).length;
      Value numbers = graph.input("numbers", DataType.FLOAT, Shape.of(count));
      UpdateRule.Step step =
          new UpdateRule.Step(
              graph.input("rate", DataType.FLOAT, Shape.SCALAR),
              IntStream.range(0, count)
                  .mapToObj(i -> numbers.slice(0, i, i + 1).reshape(Shape.SCALAR))
                  .toList(),
              graph.scalar(DataType.FLOAT, 0.5));
      for (Block block : layout.blocks()) {
        List<Value> old = new ArrayList<>(List.of(values.get(block.index())));
        rule.state(block).forEach(kept -> old.add(kept.input(graph)));
        List<Value> next =
            rule.update(block, old, gradientValues.get(block.index()).times(2), step);
        for (int i = 0; i < next.size(); i++) {
          graph.output("next_" + old.get(i).name(), next.get(i));
        }
      }
      return graph;
    }

    void make(int step, JsonNode gradient) {
      gradient.propertyNames().forEach(t -> gradients.parameter(t).put(floats(gradient.get(t))));
      double[] numbers = rule.numbers(step);
      float[] rounded = new float[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        rounded[i] = (float) numbers[i];
      }
      Map<String, Tensor> inputs = new HashMap<>();
      Map<String, Tensor> outputs = new HashMap<>();
      parameters.bind("parameters", inputs);
      gradients.bind("gradients", inputs);
      state.bind("", inputs);
      nextParameters.bind("next_parameters", outputs);
      nextState.bind("next_", outputs);
      try (Tensor numbersTensor = Tensor.of(rounded, numbers.length);
          Tensor rate = Tensor.of(new float[] {(float) RATE.at(step - 1)})) {
        inputs.put("numbers", numbersTensor);
        inputs.put("rate", rate);
        session.run(inputs, outputs);
      }
      ParameterBlocks written = nextParameters;
      nextParameters = parameters;
      parameters = written;
      OptimizerState writtenState = nextState;
      nextState = state;
      state = writtenState;
    }

    float[] parameter(String name) {
      return content(parameters.parameter(name));
    }

    Map<String, float[]> state() {
      Map<String, float[]> result = new HashMap<>();
      state.tensors().forEach((spec, values) -> result.put(spec.name(), content(values)));
      return result;
    }

    private static float[] content(FloatBuffer values) {
      float[] result = new float[values.remaining()];
      values.get(result);
      return result;
    }

    @Override
    public void close() {
      session.close();
      gradients.close();
      parameters.close();
      nextParameters.close();
      state.close();
      nextState.close();
    }
  }
}
