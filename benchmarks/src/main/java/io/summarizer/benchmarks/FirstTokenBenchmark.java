package io.summarizer.benchmarks;

import io.summarizer.Device;
import io.summarizer.GenerationOptions;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.ChosenDevice;
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
 * How long a reader waits, for one article of random tokens: until the first token of its summary
 * is shown, until the last is, and for all of it at once. The correctness gate is TokenStreamTest
 * in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class FirstTokenBenchmark {
  /** {@code tiny}, {@code t5-small} or {@code t5-base}. */
  @Param("t5-small")
  String model;

  @Param("512")
  int source;

  /** Tokens of the summary, exactly. */
  @Param("64")
  int target;

  /** {@code cpu} or {@code cuda:N}. */
  @Param("cpu")
  String device;

  private Generator generator;
  private ParameterBlocks parameters;
  private int[] article;
  private GenerationOptions options;

  /** Random weights and tokens: speed does not depend on them. */
  @Setup(Level.Trial)
  public void prepare() {
    T5Shape shape = T5Shape.named(model);
    ChosenDevice chosen = ChosenDevice.of(Device.parse(device));
    parameters =
        new ParameterBlocks(ParameterLayout.of(shape.tensors(), ParameterLayout.CPU_BLOCK));
    shape.randomize(parameters);
    generator = new Generator(shape.config(), parameters, Sessions.on(chosen, ""));
    article = shape.sources(1, source).get(0);
    options = GenerationBenchmark.likeThePeer(target, 1);
  }

  /** Ends the search when the first token is shown. */
  @Benchmark
  public Generated firstToken() {
    return generator.generate(parameters, article, options, token -> false);
  }

  /** Every token is shown as it comes. */
  @Benchmark
  public Generated tokenByToken() {
    return generator.generate(parameters, article, options, token -> true);
  }

  /** The summary when it is done. */
  @Benchmark
  public List<List<Generated>> wholeSummary() {
    return generator.generate(parameters, List.of(article), 1, Long.MAX_VALUE, options);
  }

  /** Frees the sessions and the parameters. */
  @TearDown(Level.Trial)
  public void close() {
    generator.close();
    parameters.close();
  }
}
