package io.summarizer.benchmarks;

import io.summarizer.Device;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Precision;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.StepResult;
import io.summarizer.train.Stepper;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Calls of the training graph per second, on random tokens: forward, backward, clipping, optimizer,
 * with dropout; beside them samples and tokens per second, and the share of the device's peak. The
 * correctness gate is T5GoldenTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 5, time = 10)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class TrainingStepBenchmark {
  /** {@code tiny}, {@code t5-small} or {@code t5-base}. */
  @Param("t5-small")
  String model;

  /** The examples of a step: rows x source + target tokens. */
  @Param("4x512+64")
  String work;

  /** {@code auto}, {@code float32}, {@code float16} or {@code bfloat16}. */
  @Param("auto")
  String precision;

  /** {@code cpu} or {@code cuda:N}. */
  @Param("cpu")
  String device;

  @Param("1")
  int stepsPerCall;

  @Param("0.1")
  double dropout;

  /** Parameters to a block of the optimizer; 0 for what training uses on the device. */
  @Param("0")
  long blockElements;

  /** {@code adamW} or {@code adafactor}. */
  @Param("adamW")
  String optimizer;

  @Param("0")
  double labelSmoothing;

  /** The names of frozen parts, for example {@code ENCODER+EMBEDDING}. */
  @Param("")
  String frozen;

  @Param("false")
  boolean recomputation;

  /**
   * The operations that the device makes at best, in 10^12 per second, by its data sheet for
   * example; 0 to measure them with products of large matrices.
   */
  @Param("0")
  double peakTflops;

  /** Where ONNX Runtime writes a trace, or empty. */
  @Param("")
  String profile;

  private Stepper stepper;
  private List<List<Batch>> call;
  private Work examples;
  private double idealSeconds;

  /** What was done; reported per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Examples. */
    public long samples;

    /** Source and target ids. */
    public long tokens;

    /**
     * Seconds that the operations would take at the device's peak: per second, the share of the
     * peak that is reached.
     */
    public double peakShare;

    /** Each iteration counts its own. */
    @Setup(Level.Iteration)
    public void reset() {
      samples = 0;
      tokens = 0;
      peakShare = 0;
    }
  }

  /** Random weights and tokens: speed does not depend on them. */
  @Setup(Level.Trial)
  public void prepare() {
    T5Shape shape = T5Shape.named(model);
    examples = Work.parse(work);
    ChosenDevice chosen = ChosenDevice.of(Device.parse(device));
    SessionOptions session = Sessions.on(chosen, profile);
    Arithmetic arithmetic =
        PrecisionChoice.of(Precision.valueOf(precision.toUpperCase(Locale.ROOT)), chosen);
    Stepper.Setup setup =
        new Stepper.Setup(
            shape.config(),
            ParameterLayout.of(
                shape.tensors(),
                blockElements == 0 ? Sessions.blockElements(chosen) : blockElements,
                tensor -> !frozen.contains(ModelPart.of(tensor.name()).name())),
            T5Shape.optimization(
                optimizer.equals("adafactor") ? Optimizer.adafactor() : Optimizer.adamW(),
                labelSmoothing),
            dropout,
            DropoutPool.largestMask(
                shape.config(), examples.rows(), examples.source(), examples.target()),
            0,
            false,
            stepsPerCall > 1,
            arithmetic,
            recomputation,
            chosen.device().kind() == Device.Kind.CPU);
    double peak =
        peakTflops > 0
            ? peakTflops * 1e12
            : MatrixPeak.operationsPerSecond(arithmetic, Sessions.on(chosen, ""));
    idealSeconds = examples.operations(shape.config()) / peak;
    stepper = shape.open(setup, session);
    Batch batch = shape.batch(examples.rows(), examples.source(), examples.target());
    call = Collections.nCopies(stepsPerCall, List.of(batch));
  }

  /** The steps of a call. */
  @Benchmark
  public List<StepResult> call(Counter counter) {
    List<StepResult> results = stepper.run(call);
    counter.samples += (long) stepsPerCall * examples.rows();
    counter.tokens += stepsPerCall * examples.tokens();
    counter.peakShare += stepsPerCall * idealSeconds;
    return results;
  }

  /** Frees the session and the state. */
  @TearDown(Level.Trial)
  public void close() {
    stepper.close();
  }
}
