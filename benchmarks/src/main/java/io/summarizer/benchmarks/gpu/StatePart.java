package io.summarizer.benchmarks.gpu;

import io.summarizer.benchmarks.T5Shape;
import io.summarizer.tokens.Batch;
import io.summarizer.train.Stepper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Whether the state stays on the device between the steps of a call: seconds and copies of one. */
@Command(name = "state", description = "Seconds and copies per step for several steps per call.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StatePart implements Callable<Integer> {
  private static final int STATES = 3; // the parameters and AdamW's two moments

  @Mixin private Bench bench;

  @Option(names = "--model", defaultValue = "t5-small")
  private String model;

  @Option(names = "--dtype", defaultValue = "bf16")
  private Precisions precision;

  @Option(names = "--batch", defaultValue = "8")
  private int batch;

  @Option(names = "--source", defaultValue = "512")
  private int source;

  @Option(names = "--target", defaultValue = "64")
  private int target;

  @Option(names = "--steps-per-call", defaultValue = "1,10,50,200", split = ",")
  private List<Integer> stepsPerCall;

  @Option(names = "--traced-steps-per-call", defaultValue = "1,10", split = ",")
  private List<Integer> traced;

  @Option(names = "--measure-seconds", defaultValue = "4", description = "Of each number of steps.")
  private double measureSeconds;

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
            true,
            Long.parseLong(TrainingCase.GPU_BLOCK),
            false);
    bench.attempt(
        "state",
        training.describe().put("what", "opened"),
        line -> {
          try (Stepper stepper = open(training, null)) {
            stepper.run(List.of(training.step(), training.step()));
            stepsPerCall.forEach(steps -> time(stepper, training, steps));
          }
          long bytes = training.shape().parameters() * Float.BYTES;
          line.put("state_mib_each_way", (double) STATES * bytes / (1 << 20));
        });
    traced.forEach(steps -> copies(training, steps));
    return bench.exitCode();
  }

  private Stepper open(TrainingCase training, @Nullable Path profile) {
    return training.shape().open(training.setup(bench.device()), bench.session(profile));
  }

  private void time(Stepper stepper, TrainingCase training, int steps) {
    List<List<Batch>> call = Collections.nCopies(steps, training.step());
    ObjectNode subject = training.describe().put("what", "time").put("steps_per_call", steps);
    bench.attempt(
        "state",
        subject,
        line ->
            GpuWatch.during(
                bench,
                line,
                () -> {
                  Timing.of(() -> stepper.run(call), 2, measureSeconds).into(line, steps);
                  return line;
                }));
  }

  private void copies(TrainingCase training, int steps) {
    ObjectNode subject = training.describe().put("what", "copies").put("steps_per_call", steps);
    bench.attempt(
        "state",
        subject,
        line -> {
          Trace trace = traced(training, steps);
          List<Trace.Node> copies = trace.nodes().stream().filter(Trace.Node::isCopy).toList();
          line.put("copies_per_call", copies.size());
          line.put("copies_per_step", (double) copies.size() / steps);
          line.put(
              "copied_bytes_per_step",
              (double) copies.stream().mapToLong(Trace.Node::outputBytes).sum() / steps);
          line.put("input_output_seconds", trace.runSeconds() - trace.executionSeconds());
          line.put("execution_seconds", trace.executionSeconds());
        });
  }

  /** The second of two calls. */
  private Trace traced(TrainingCase training, int steps) throws IOException {
    try (Scratch scratch = new Scratch()) {
      try (Stepper stepper = open(training, scratch.trace())) {
        List<List<Batch>> call = Collections.nCopies(steps, training.step());
        stepper.run(call);
        stepper.run(call);
      }
      return Trace.read(scratch.folder()).lastRun();
    }
  }
}
