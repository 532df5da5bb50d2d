package io.summarizer.benchmarks;

import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Batch;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.StepResult;
import io.summarizer.train.Stepper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    T5Shape shape = T5Shape.SMALL;
    ParameterLayout layout =
        ParameterLayout.of(
            shape.tensors(),
            blockElements,
            tensor -> !frozen.contains(ModelPart.of(tensor.name()).name()));
    Stepper.Setup setup =
        new Stepper.Setup(
            shape.config(),
            layout,
            T5Shape.optimization(
                optimizer.equals("adafactor") ? Optimizer.adafactor() : Optimizer.adamW(),
                labelSmoothing),
            dropout,
            DropoutPool.largestMask(shape.config(), batch, source, target),
            0,
            false,
            false,
            Arithmetic.FLOAT32);
    int threads = Runtime.getRuntime().availableProcessors();
    stepper =
        shape.open(setup, new SessionOptions(threads, profile.isEmpty() ? null : Path.of(profile)));
    step = List.of(shape.batch(batch, source, target));
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
