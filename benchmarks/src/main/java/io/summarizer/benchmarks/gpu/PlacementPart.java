package io.summarizer.benchmarks.gpu;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.summarizer.benchmarks.GenerationBenchmark;
import io.summarizer.benchmarks.T5Shape;
import io.summarizer.generate.Generator;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where ONNX Runtime runs the nodes of training and generation graphs. It places arithmetic of
 * shapes, a few integers, on the processor by itself, since their readers are there; all else
 * belongs on the GPU.
 */
@Command(name = "placement", description = "Which nodes run on the processor.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlacementPart implements Callable<Integer> {
  /** As in CudaKernelCoverageTest: operators that may run on the processor. */
  private static final Set<String> EXCUSED = Set.of();

  private static final Set<String> SHAPE_TYPES = Set.of("int64", "int32", "bool");
  private static final long SHAPE_BYTES = 4096;

  /** The name of a trace tells its second; the generator has opened a session already. */
  private static final long TRACE_NAMES_MILLIS = 1100;

  private static final long BLOCK = Long.parseLong(TrainingCase.GPU_BLOCK);

  @Mixin private Bench bench;

  @Override
  public Integer call() {
    for (Precisions precision : Precisions.values()) {
      for (boolean loops : new boolean[] {false, true}) {
        TrainingCase training =
            new TrainingCase(
                T5Shape.TINY, precision, 4, loops ? 2 : 4, 8, 4, 0.1, loops, BLOCK, false);
        String what = "training, " + precision.peerName() + (loops ? ", loops" : "");
        attempt(what, trace -> steps(training, trace));
      }
    }
    for (Precisions precision : Precisions.values()) {
      for (int beams : new int[] {1, 4}) {
        String what = "generation, " + precision.peerName() + ", beams " + beams;
        attempt(what, trace -> summaries(precision, beams, trace));
      }
    }
    return bench.exitCode();
  }

  private interface Traced {
    void run(Path profile) throws Exception;
  }

  private void attempt(String graph, Traced traced) {
    bench.attempt(
        "works",
        Results.object().put("what", "placement").put("graph", graph),
        line -> {
          try (Scratch scratch = new Scratch()) {
            traced.run(scratch.trace());
            describe(Trace.read(scratch.folder()), line);
          }
        });
  }

  private void steps(TrainingCase training, Path profile) {
    try (Stepper stepper =
        training.shape().open(training.setup(bench.device()), bench.session(profile))) {
      int steps = training.loops() ? 2 : 1;
      stepper.run(Collections.nCopies(steps, training.step()));
    }
  }

  private void summaries(Precisions precision, int beams, Path profile)
      throws InterruptedException {
    T5Shape shape = T5Shape.TINY;
    try (ParameterBlocks parameters = new ParameterBlocks(ParameterLayout.of(shape.tensors(), 1))) {
      shape.randomize(parameters);
      try (Generator generator =
          new Generator(
              shape.config(), parameters, precision.on(bench.device()), bench.session(profile))) {
        Thread.sleep(TRACE_NAMES_MILLIS);
        generator.generate(
            parameters,
            shape.sources(2, 8),
            2,
            Long.MAX_VALUE,
            GenerationBenchmark.likeThePeer(6, beams));
      }
    }
  }

  private void describe(Trace trace, ObjectNode line) {
    List<Trace.Node> nodes = trace.nodes();
    List<Trace.Node> onCpu = nodes.stream().filter(node -> !node.onGpu()).toList();
    line.put("nodes", nodes.size())
        .put("copies", nodes.stream().filter(Trace.Node::isCopy).count());
    line.put("on_cpu", onCpu.size());
    count(line.putObject("shapes"), onCpu.stream().filter(PlacementPart::isOfShapes).toList());
    List<Trace.Node> left = onCpu.stream().filter(node -> !isOfShapes(node)).toList();
    count(line.putObject("excused"), left.stream().filter(PlacementPart::isExcused).toList());
    List<Trace.Node> bad = left.stream().filter(node -> !isExcused(node)).toList();
    count(line.putObject("others"), bad);
    line.put("ok", !nodes.isEmpty() && (bad.isEmpty() || !bench.onGpu()));
  }

  private static boolean isExcused(Trace.Node node) {
    return EXCUSED.contains(node.op());
  }

  private static boolean isOfShapes(Trace.Node node) {
    if (node.outputBytes() > SHAPE_BYTES) {
      return false;
    }
    for (JsonNode output : node.outputs()) {
      if (!output.properties().stream().allMatch(type -> SHAPE_TYPES.contains(type.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static void count(ObjectNode target, List<Trace.Node> nodes) {
    Map<String, Long> counts =
        nodes.stream().collect(groupingBy(Trace.Node::op, TreeMap::new, counting()));
    counts.forEach(target::put);
  }
}
