package io.summarizer.benchmarks;

import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Batch;
import io.summarizer.text.TokenizedExample;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.LearningRate;
import io.summarizer.train.Optimization;
import io.summarizer.train.StepResult;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One optimizer step of t5-small's shape on random tokens: forward, backward, clipping, optimizer,
 * with dropout. The correctness gate is T5GoldenTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=12g")
public class TrainingStepBenchmark {
  static final String T5_SMALL =
      """
      {"model_type": "t5", "vocab_size": 32128, "d_model": 512, "d_kv": 64, "d_ff": 2048,
       "num_layers": 6, "num_heads": 8, "decoder_start_token_id": 0}""";

  @Param("4")
  int batch;

  @Param("512")
  int source;

  @Param("64")
  int target;

  @Param("0.1")
  double dropout;

  /** Parameters to a block of the optimizer. */
  @Param("1")
  long blockElements;

  /** {@code adamW} or {@code adafactor}. */
  @Param("adamW")
  String optimizer;

  @Param("0")
  double labelSmoothing;

  /** The names of frozen parts, for example {@code ENCODER+EMBEDDING}. */
  @Param("")
  String frozen;

  /** Where ONNX Runtime writes a trace, or empty. */
  @Param("")
  String profile;

  private Stepper stepper;
  private List<Batch> step;

  /** Random weights and tokens: speed does not depend on them. */
  @Setup(Level.Trial)
  public void prepare() {
    T5Config config = T5Config.parse(T5_SMALL);
    ParameterLayout layout =
        ParameterLayout.of(
            T5Parameters.of(config, true),
            blockElements,
            tensor -> !frozen.contains(ModelPart.of(tensor.name()).name()));
    Stepper.Setup setup =
        new Stepper.Setup(
            config,
            layout,
            new Optimization(
                optimizer.equals("adafactor") ? Optimizer.adafactor() : Optimizer.adamW(),
                new LearningRate(Schedule.linear(), 2e-5, 0, 1_000_000),
                0.01,
                1.0,
                labelSmoothing),
            dropout,
            DropoutPool.largestMask(config, batch, source, target),
            0,
            false,
            false,
            Arithmetic.FLOAT32);
    int threads = Runtime.getRuntime().availableProcessors();
    stepper =
        new Stepper(
            setup, new SessionOptions(threads, profile.isEmpty() ? null : Path.of(profile)));
    T5Initializer initializer = new T5Initializer(config);
    T5Parameters.of(config, true)
        .forEach(spec -> initializer.fill(spec, 0, stepper.parameters().parameter(spec.name())));
    SplittableRandom random = new SplittableRandom(0);
    step =
        List.of(
            Batch.of(
                IntStream.range(0, batch)
                    .mapToObj(
                        i -> new TokenizedExample("" + i, ids(random, source), ids(random, target)))
                    .toList(),
                0));
  }

  private static int[] ids(SplittableRandom random, int count) {
    return random.ints(count, 2, 32_000).toArray();
  }

  /** A step. */
  @Benchmark
  public StepResult step() {
    return stepper.run(List.of(step)).get(0);
  }

  /** Frees the session and the state. */
  @TearDown(Level.Trial)
  public void close() {
    stepper.close();
  }
}
