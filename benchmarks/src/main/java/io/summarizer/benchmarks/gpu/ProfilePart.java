package io.summarizer.benchmarks.gpu;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;

import io.summarizer.benchmarks.T5Shape;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the time of a training step goes, by ONNX Runtime's profiler; see {@link Trace}. */
@Command(name = "profile", description = "The time of a training step by operator.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ProfilePart implements Callable<Integer> {
  private static final int DEAREST = 10;
  private static final int RUNS = 3;

  @Mixin private Bench bench;

  @Option(names = "--model", defaultValue = "t5-small")
  private String model;

  @Option(names = "--dtype", defaultValue = "bf16")
  private Precisions precision;

  @Option(names = "--batch", defaultValue = "32")
  private int batch;

  @Option(names = "--source", defaultValue = "1024")
  private int source;

  @Option(names = "--target", defaultValue = "128")
  private int target;

  @Option(names = "--block-elements", defaultValue = TrainingCase.GPU_BLOCK)
  private long blockElements;

  @Override
  public Integer call() {
    TrainingCase training =
        new TrainingCase(
            T5Shape.named(model),
            precision,
            batch,
            batch,
            source,
            target,
            0.1,
            false,
            blockElements,
            false);
    boolean blocking = "1".equals(System.getenv("CUDA_LAUNCH_BLOCKING"));
    bench.attempt(
        "profile",
        training.describe().put("waits_for_each_node", blocking),
        line -> {
          try (Scratch scratch = new Scratch()) {
            steps(training, scratch.trace());
            describe(Trace.read(scratch.folder()).lastRun(), line);
          }
        });
    return bench.exitCode();
  }

  private void steps(TrainingCase training, Path profile) {
    try (Stepper stepper =
        training.shape().open(training.setup(bench.device()), bench.session(profile))) {
      for (int i = 0; i < RUNS; i++) {
        stepper.run(List.of(training.step()));
      }
    }
  }

  private static void describe(Trace trace, ObjectNode line) {
    List<Trace.Node> nodes = trace.leaves();
    double sum = nodes.stream().mapToDouble(node -> node.span().seconds()).sum();
    line.put("execution_seconds", trace.executionSeconds())
        .put("input_output_seconds", trace.runSeconds() - trace.executionSeconds())
        .put("nodes_seconds", sum)
        .put("gaps_seconds", trace.executionSeconds() - sum)
        .put("nodes", nodes.size())
        .put("gpu_nodes", nodes.stream().filter(Trace.Node::onGpu).count())
        .put("copies", nodes.stream().filter(Trace.Node::isCopy).count());
    byOperator(nodes, line.putArray("operators"));
    dearest(nodes, line.putArray("dearest"));
  }

  private static void byOperator(List<Trace.Node> nodes, ArrayNode target) {
    Map<String, List<Trace.Node>> groups =
        nodes.stream().collect(groupingBy(node -> node.op() + (node.onGpu() ? "" : " (CPU)")));
    Map<String, Double> seconds =
        nodes.stream()
            .collect(
                groupingBy(
                    node -> node.op() + (node.onGpu() ? "" : " (CPU)"),
                    summingDouble(node -> node.span().seconds())));
    seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(
            entry ->
                target
                    .addObject()
                    .put("operator", entry.getKey())
                    .put("nodes", groups.getOrDefault(entry.getKey(), List.of()).size())
                    .put("seconds", entry.getValue()));
  }

  private static void dearest(List<Trace.Node> nodes, ArrayNode target) {
    nodes.stream()
        .sorted(Comparator.comparing((Trace.Node node) -> node.span().micros()).reversed())
        .limit(DEAREST)
        .forEach(
            node ->
                target
                    .addObject()
                    .put("name", node.name())
                    .put("operator", node.op())
                    .put("seconds", node.span().seconds())
                    .put("inputs", node.inputs().toString())
                    .put("outputs", node.outputs().toString()));
  }
}
