package io.summarizer.train;

import static io.summarizer.Golden.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.Golden;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.graph.Autodiff;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.Dropout;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.T5;
import io.summarizer.network.Weights;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The network, its gradients and its optimizer steps against PyTorch, see make_t5_goldens.py. */
class T5GoldenTest {
  private static final SessionOptions ONE_THREAD = new SessionOptions(1, null);

  @ParameterizedTest
  @ValueSource(strings = {"t5-v1.0", "t5-v1.1"})
  void loss_logits_and_gradients_equal_those_of_pytorch(String variant) {
    Golden golden = new Golden(variant);
    Graph graph = new Graph("gradients");
    ParameterLayout layout = ParameterLayout.of(golden.tensors(), 3_000);
    Weights weights =
        layout.weights(layout.inputs(graph, TrainingGraph.PARAMETERS), Arithmetic.FLOAT32);
    MicroBatch batch = MicroBatch.at(graph.vector(0), MicroBatch.Inputs.declare(graph));
    T5 network = new T5(golden.config(), weights, Dropout.NONE);
    Value padding = network.paddingMask(batch.sourceLengths(), batch.source());
    Value encoded = network.encode(batch.source(), padding);
    Value logits = network.logits(network.decode(batch.decoderInput(), encoded, padding));
    graph.output("logits", logits.transpose(1, 0, 2));
    Value loss = TrainingGraph.lossSum(network, batch, 0).times(1.0 / golden.batch().labelTokens());
    graph.output("loss", loss);
    List<Value> gradients = Autodiff.gradients(loss, weights.values().values());
    List<String> names = new ArrayList<>(weights.values().keySet());
    Set<String> wanted = new HashSet<>(Set.of("logits", "loss"));
    for (int i = 0; i < names.size(); i++) {
      graph.output("gradient of " + names.get(i), gradients.get(i));
      wanted.add("gradient of " + names.get(i));
    }
    Map<String, Tensor> inputs = new HashMap<>();
    BatchPacker.pack(List.of(golden.batch()), 0, inputs);
    golden.parameters(layout).bind(TrainingGraph.PARAMETERS, inputs);
    try (Session session = Session.open("test graph", graph.toModel(), ONE_THREAD);
        Outputs outputs = session.run(inputs, wanted, Map.of())) {
      assertThat((double) outputs.floats("loss")[0])
          .isCloseTo(golden.expected().get("loss").asDouble(), within(1e-5));
      assertThat(distance(outputs.floats("logits"), golden.tensor("logits.safetensors", "logits")))
          .isLessThan(1e-5);
      for (String name : names) {
        assertThat(
                distance(
                    outputs.floats("gradient of " + name),
                    golden.tensor("gradients.safetensors", name)))
            .as(name)
            .isLessThan(1e-4);
      }
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  @ParameterizedTest
  @CsvSource({"t5-v1.0, 1", "t5-v1.0, 4000", "t5-v1.1, 1000000"})
  void five_steps_lead_to_the_losses_norms_and_parameters_of_pytorch(
      String variant, long blockElements) {
    Golden golden = new Golden(variant);
    try (Stepper stepper = stepper(golden, blockElements, false, false)) {
      for (JsonNode expected : golden.expected().get("steps")) {
        StepResult result = stepper.run(List.of(List.of(golden.batch()))).get(0);
        assertThat(result.loss()).isCloseTo(expected.get("loss").asDouble(), within(1e-4));
        double norm = expected.get("gradient_norm").asDouble();
        assertThat(result.gradientNorm()).isCloseTo(norm, within(1e-4 * norm));
        assertThat(result.learningRate())
            .isCloseTo(expected.get("learning_rate").asDouble(), within(1e-12));
      }
      for (ParameterSpec tensor : golden.tensors()) {
        assertThat(
                distance(
                    content(stepper, tensor), golden.tensor("trained.safetensors", tensor.name())))
            .as(tensor.name())
            .isLessThan(1e-4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void steps_in_one_call_equal_steps_in_separate_calls(boolean accumulates) {
    Golden golden = new Golden("t5-v1.0");
    List<Batch> step = List.of(golden.batch());
    try (Stepper separate = stepper(golden, 4_000, accumulates, false);
        Stepper together = stepper(golden, 4_000, accumulates, true)) {
      List<StepResult> one = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        one.addAll(separate.run(List.of(step)));
      }
      assertThat(together.run(List.of(step, step, step))).isEqualTo(one);
      for (ParameterSpec tensor : golden.tensors()) {
        assertThat(content(together, tensor)).isEqualTo(content(separate, tensor));
      }
    }
  }

  private static Stepper stepper(
      Golden golden, long blockElements, boolean accumulates, boolean loops) {
    Stepper stepper =
        new Stepper(
            new Stepper.Setup(
                golden.config(),
                ParameterLayout.of(golden.tensors(), blockElements),
                new Optimization(
                    Optimizer.adamW(), new LearningRate(Schedule.linear(), 1e-3, 0, 5), 0.01, 1, 0),
                0,
                0,
                0,
                accumulates,
                loops,
                Arithmetic.FLOAT32),
            ONE_THREAD);
    golden.read(stepper.parameters());
    return stepper;
  }

  private static float[] content(Stepper stepper, ParameterSpec tensor) {
    float[] result = new float[(int) tensor.elements()];
    stepper.parameters().parameter(tensor.name()).get(result);
    return result;
  }
}
