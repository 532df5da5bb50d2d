package io.summarizer.benchmarks.gpu;

import io.summarizer.GenerationOptions;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.model.GenerationConfig;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.tokens.Batch;
import io.summarizer.train.LearningRate;
import io.summarizer.train.Optimization;
import io.summarizer.train.StepResult;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** PyTorch's numbers in float32 on the device: loss, gradients, five steps, generated ids. */
@Command(name = "goldens", description = "PyTorch's numbers, computed on the device.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GoldensPart implements Callable<Integer> {
  private static final double TOLERANCE = 1e-3;
  private static final int STEPS = 5;
  private static final double BETA1 = 0.9;

  @Mixin private Bench bench;

  @Option(
      names = "--goldens",
      required = true,
      description = "summarizer-core/src/test/resources/goldens")
  private Path goldens;

  @Option(
      names = "--every",
      defaultValue = "4",
      description = "Of the searches only each of this number: each has a session of its own.")
  private int every;

  @Override
  public Integer call() {
    for (String variant : List.of("t5-v1.0", "t5-v1.1")) {
      GoldenFolder golden = new GoldenFolder(goldens.resolve(variant));
      bench.attempt("works", subject("gradients", variant), line -> gradients(golden, line));
      bench.attempt("works", subject("five steps", variant), line -> steps(golden, line));
    }
    for (String variant : List.of("generation-v1.0", "generation-v1.1")) {
      GoldenFolder golden = new GoldenFolder(goldens.resolve(variant));
      bench.attempt("works", subject("generated ids", variant), line -> summaries(golden, line));
    }
    return bench.exitCode();
  }

  private static ObjectNode subject(String what, String variant) {
    return Results.object().put("what", what).put("golden", variant);
  }

  /**
   * The gradient is read off the first moment after one step without clipping, which is 1 - beta1
   * of it: so it is that of the very graph that trains.
   */
  private void gradients(GoldenFolder golden, ObjectNode line) {
    Optimization plain =
        new Optimization(
            Optimizer.adamW(), new LearningRate(Schedule.constant(), 1e-3, 0, STEPS), 0, 0, 0);
    try (Stepper stepper = open(golden, plain)) {
      StepResult result = step(stepper, golden.batch());
      double expected = golden.expected().get("loss").asDouble();
      double loss = Math.abs(result.loss() - expected) / expected;
      double worst = 0;
      for (var moment : stepper.optimizerState().entrySet()) {
        String name = moment.getKey().name();
        if (name.startsWith("first_moment.")) {
          String parameter = name.substring("first_moment.".length());
          double distance =
              golden.distance(
                  moment.getValue(), 1 / (1 - BETA1), "gradients.safetensors", parameter);
          worst = Math.max(worst, distance);
        }
      }
      line.put("loss_error", loss).put("worst_tensor_error", worst);
      line.put("ok", loss < TOLERANCE && worst > 0 && worst < TOLERANCE);
    }
  }

  private void steps(GoldenFolder golden, ObjectNode line) {
    Optimization trainer =
        new Optimization(
            Optimizer.adamW(), new LearningRate(Schedule.linear(), 1e-3, 0, STEPS), 0.01, 1, 0);
    try (Stepper stepper = open(golden, trainer)) {
      double loss = 0;
      for (JsonNode expected : golden.expected().get("steps")) {
        double exact = expected.get("loss").asDouble();
        loss = Math.max(loss, Math.abs(step(stepper, golden.batch()).loss() - exact) / exact);
      }
      double worst = 0;
      for (ParameterSpec tensor : golden.tensors()) {
        worst =
            Math.max(
                worst,
                golden.distance(
                    stepper.parameters().parameter(tensor.name()),
                    1,
                    "trained.safetensors",
                    tensor.name()));
      }
      line.put("worst_loss_error", loss).put("worst_tensor_error", worst);
      line.put("ok", loss < TOLERANCE && worst < TOLERANCE);
    }
  }

  private Stepper open(GoldenFolder golden, Optimization optimization) {
    Stepper stepper =
        new Stepper(
            new Stepper.Setup(
                golden.config(),
                ParameterLayout.of(golden.tensors(), 1),
                optimization,
                0,
                0,
                0,
                false,
                true,
                Arithmetic.FLOAT32),
            bench.session(null));
    golden.read(stepper.parameters());
    return stepper;
  }

  private static StepResult step(Stepper stepper, Batch batch) {
    return stepper.run(List.of(List.of(batch))).get(0);
  }

  private void summaries(GoldenFolder golden, ObjectNode line) {
    int end = golden.config().eosTokenIds().get(0);
    JsonNode expected = golden.expected();
    List<int[]> sources = new ArrayList<>();
    for (JsonNode row : expected.get("sources")) {
      sources.add(row.valueStream().mapToInt(JsonNode::asInt).toArray());
    }
    int equal = 0;
    int all = 0;
    try (ParameterBlocks parameters =
        new ParameterBlocks(ParameterLayout.of(golden.tensors(), 1))) {
      golden.read(parameters);
      try (Generator generator = new Generator(golden.config(), parameters, bench.session(null))) {
        JsonNode cases = expected.get("cases");
        for (int at = 0; at < cases.size(); at += every) {
          JsonNode entry = cases.get(at);
          GenerationOptions options =
              GenerationConfig.parse((ObjectNode) entry.get("options"), golden.folder());
          List<List<Integer>> actual =
              generator
                  .generate(parameters, sources, sources.size(), Long.MAX_VALUE, options)
                  .stream()
                  .flatMap(List::stream)
                  .map(Generated::ids)
                  .map(ids -> ids.asList())
                  .toList();
          List<List<Integer>> wanted = GoldenFolder.summaries(entry.get("ids"), end);
          all += wanted.size();
          for (int i = 0; i < wanted.size(); i++) {
            equal += i < actual.size() && wanted.get(i).equals(actual.get(i)) ? 1 : 0;
          }
        }
      }
    }
    line.put("summaries", all).put("equal", equal).put("ok", all > 0 && equal == all);
  }
}
