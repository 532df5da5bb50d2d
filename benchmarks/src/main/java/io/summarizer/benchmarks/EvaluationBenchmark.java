package io.summarizer.benchmarks;

import io.summarizer.Device;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.tokens.TokenizedDataset;
import io.summarizer.train.LossEvaluator;
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
 * The loss of a validation set of random tokens, in float32. Its generated summaries cost what
 * GenerationBenchmark measures. The correctness gate is T5GoldenTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class EvaluationBenchmark {
  /** {@code tiny}, {@code t5-small} or {@code t5-base}. */
  @Param("t5-small")
  String model;

  /** The whole set: rows x source + target tokens. */
  @Param("32x512+64")
  String work;

  /** Examples at a time. */
  @Param("8")
  int batch;

  /** {@code cpu} or {@code cuda:N}. */
  @Param("cpu")
  String device;

  private LossEvaluator evaluator;
  private ParameterBlocks parameters;
  private TokenizedDataset examples;

  /** Random weights and tokens: speed does not depend on them. */
  @Setup(Level.Trial)
  public void prepare() {
    T5Shape shape = T5Shape.named(model);
    ChosenDevice chosen = ChosenDevice.of(Device.parse(device));
    parameters =
        new ParameterBlocks(ParameterLayout.of(shape.tensors(), Sessions.blockElements(chosen)));
    shape.randomize(parameters);
    evaluator = new LossEvaluator(shape.config(), parameters, Sessions.on(chosen, ""));
    examples = new RandomExamples(Work.parse(work), shape.config().vocabSize());
  }

  /** The whole set. */
  @Benchmark
  public double loss() throws InterruptedException {
    return evaluator.loss(parameters, examples, batch);
  }

  /** Frees the session and the parameters. */
  @TearDown(Level.Trial)
  public void close() {
    evaluator.close();
    parameters.close();
  }
}
