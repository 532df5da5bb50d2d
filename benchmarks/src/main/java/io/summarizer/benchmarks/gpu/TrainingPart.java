package io.summarizer.benchmarks.gpu;

import com.google.common.base.Splitter;
import io.summarizer.benchmarks.T5Shape;
import io.summarizer.tokens.Batch;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Training throughput, beside the peer's: one of ours, one of its, for each case. */
@Command(name = "training", description = "Samples per second of optimizer steps.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainingPart implements Callable<Integer> {
  @Mixin private Bench bench;
  @Mixin private Peers peers;

  @Option(names = "--model", defaultValue = "t5-small")
  private String model;

  @Option(
      names = "--cases",
      defaultValue = "bf16:32",
      split = ",",
      description = "In order, each a precision and a batch size.")
  private List<String> cases;

  @Option(names = "--source", defaultValue = "1024")
  private int source;

  @Option(names = "--target", defaultValue = "128")
  private int target;

  @Option(names = "--dropout", defaultValue = "0.1")
  private double dropout;

  @Option(names = "--steps-per-call", defaultValue = "20")
  private int stepsPerCall;

  @Option(names = "--block-elements", defaultValue = TrainingCase.GPU_BLOCK)
  private long blockElements;

  @Option(names = "--recomputation")
  private boolean recomputes;

  @Option(names = "--measure-seconds", defaultValue = "5", description = "Of each case.")
  private double measureSeconds;

  @Option(names = "--peer-steps", defaultValue = "15", description = "After 3 to warm up.")
  private int peerSteps;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      description = "How often the cases are gone through.")
  private int rounds;

  @Override
  public Integer call() {
    for (int round = 0; round < rounds; round++) {
      cases.forEach(this::measure);
    }
    return bench.exitCode();
  }

  private void measure(String name) {
    List<String> words = Splitter.on(':').splitToList(name);
    Precisions precision = Precisions.valueOf(words.get(0).toUpperCase(Locale.ROOT));
    int batch = Integer.parseInt(words.get(1));
    ours(precision, batch);
    peers.script("hf_train.py").ifPresent(script -> theirs(script, precision, batch));
  }

  /** Whole batches; where they do not fit, the same steps by halves or quarters of a batch. */
  private void ours(Precisions precision, int batch) {
    for (int parts : new int[] {1, 2, 4}) {
      boolean ends = batch % parts != 0 || fits(precision, batch, batch / parts);
      if (ends || !bench.timeLeft()) {
        return;
      }
    }
  }

  private boolean fits(Precisions precision, int batch, int microBatch) {
    TrainingCase training =
        new TrainingCase(
            T5Shape.named(model),
            precision,
            batch,
            microBatch,
            source,
            target,
            dropout,
            stepsPerCall > 1,
            blockElements,
            recomputes);
    return bench.attempt(
        "training",
        training.describe().put("steps_per_call", stepsPerCall),
        line -> measure(training, line));
  }

  private void measure(TrainingCase training, ObjectNode line) throws Exception {
    long start = System.nanoTime();
    try (Stepper stepper =
        training.shape().open(training.setup(bench.device()), bench.session(null))) {
      List<List<Batch>> call = Collections.nCopies(stepsPerCall, training.step());
      stepper.run(call.subList(0, Math.min(2, stepsPerCall)));
      line.put("warm_seconds", Bench.secondsSince(start));
      Timing timing =
          GpuWatch.during(bench, line, () -> Timing.of(() -> stepper.run(call), 2, measureSeconds));
      timing.into(line, stepsPerCall);
      line.put("loss", stepper.run(call.subList(0, 1)).get(0).loss());
      double seconds = timing.median() / stepsPerCall;
      line.put("samples_per_second", training.batch() / seconds);
      line.put("tokens_per_second", training.batch() * (source + target) / seconds);
      line.put("operations_per_step", training.operations());
      training
          .precision()
          .peak(line.path("gpu").path("name").asString(""))
          .ifPresent(peak -> line.put("share_of_peak", training.operations() / seconds / peak));
    }
  }

  private void theirs(Path script, Precisions precision, int batch) {
    peers.measure(
        bench,
        "training",
        script,
        List.of(
            "--model",
            model.equals(T5Shape.TINY.name()) ? T5Shape.SMALL.name() : model,
            "--batch",
            "" + batch,
            "--source",
            "" + source,
            "--target",
            "" + target,
            "--dtype",
            precision.peerName(),
            "--warmup",
            "3",
            "--steps",
            "" + peerSteps));
  }
}
