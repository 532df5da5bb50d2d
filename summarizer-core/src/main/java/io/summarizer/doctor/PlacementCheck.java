package io.summarizer.doctor;

import static java.util.stream.Collectors.joining;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.summarizer.GenerationOptions;
import io.summarizer.Optimizer;
import io.summarizer.Precision;
import io.summarizer.Schedule;
import io.summarizer.error.SummarizerException;
import io.summarizer.generate.Generator;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.NodePlacement;
import io.summarizer.runtime.NodePlacement.PlacedNode;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.LearningRate;
import io.summarizer.train.Optimization;
import io.summarizer.train.Stepper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a GPU really does the work: a step and a summary of a tiny network, after which ONNX
 * Runtime tells which nodes it left to the CPU.
 */
final class PlacementCheck {
  private static final T5Config TINY =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 32, "d_model": 8, "d_kv": 4, "d_ff": 16,
           "num_layers": 1, "num_heads": 2, "decoder_start_token_id": 0}""");
  private static final int[] ARTICLE = {5, 9, 4, 1};
  private static final int[] SUMMARY = {7, 3, 1};
  private static final int NODES_TO_NAME = 5;

  private final ChosenDevice device;

  PlacementCheck(ChosenDevice device) {
    this.device = device;
  }

  /** One of a training step, one of generation. */
  List<Finding> findings() {
    return List.of(finding("training step", this::step), finding("summary", this::summary));
  }

  private interface Work {
    void run(SessionOptions options);
  }

  private Finding finding(String what, Work work) {
    String subject = what + " on " + device.device();
    try {
      Path folder = Files.createTempDirectory("summarizer-doctor");
      try {
        Path profile = folder.resolve("trace");
        work.run(new SessionOptions(1, profile, device));
        return finding(subject, NodePlacement.read(profile));
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException | SummarizerException e) {
      return Finding.problem(
          subject, "failed: " + e.getMessage(), "Use the CPU meanwhile: device cpu");
    }
  }

  static Finding finding(String subject, NodePlacement placement) {
    List<PlacedNode> onCpu = placement.onCpu();
    int all = placement.nodes().size();
    return onCpu.isEmpty()
        ? Finding.ok(subject, "no node but those of shapes runs on the CPU, of " + all)
        : Finding.warning(
            subject,
            onCpu.size() + " of " + all + " nodes run on the CPU: " + names(onCpu),
            "Results are right but slower; please report these nodes with the lines above");
  }

  private static String names(List<PlacedNode> nodes) {
    String names =
        nodes.stream()
            .limit(NODES_TO_NAME)
            .map(node -> node.operator() + " (" + node.name() + ")")
            .collect(joining(", "));
    return nodes.size() > NODES_TO_NAME ? names + ", ..." : names;
  }

  private void step(SessionOptions options) {
    List<ParameterSpec> tensors = T5Parameters.of(TINY, true);
    LearningRate rate = new LearningRate(Schedule.linear(), 1e-4, 0, 1);
    Stepper.Setup setup =
        new Stepper.Setup(
            TINY,
            ParameterLayout.of(tensors, ParameterLayout.GPU_BLOCK),
            new Optimization(Optimizer.adamW(), rate, 0.01, 1, 0),
            0.1,
            DropoutPool.largestMask(TINY, 1, ARTICLE.length, SUMMARY.length),
            0,
            false,
            false,
            PrecisionChoice.of(Precision.AUTO, device),
            false,
            false);
    Batch batch = Batch.of(List.of(new TokenizedExample("", ARTICLE, SUMMARY)), 0);
    try (Stepper stepper = new Stepper(setup, options)) {
      fill(stepper.parameters(), tensors);
      stepper.run(List.of(List.of(batch)));
    }
  }

  private void summary(SessionOptions options) {
    List<ParameterSpec> tensors = T5Parameters.of(TINY, true);
    ParameterLayout layout = ParameterLayout.of(tensors, ParameterLayout.CPU_BLOCK);
    GenerationOptions few = GenerationOptions.builder().maxNewTokens(SUMMARY.length).build();
    try (ParameterBlocks parameters = new ParameterBlocks(layout)) {
      fill(parameters, tensors);
      try (Generator generator = new Generator(TINY, parameters, options)) {
        generator.generate(parameters, List.of(ARTICLE), 1, Long.MAX_VALUE, few);
      }
    }
  }

  private static void fill(ParameterBlocks parameters, List<ParameterSpec> tensors) {
    T5Initializer initializer = new T5Initializer(TINY);
    tensors.forEach(spec -> initializer.fill(spec, 0, parameters.parameter(spec.name())));
  }
}
