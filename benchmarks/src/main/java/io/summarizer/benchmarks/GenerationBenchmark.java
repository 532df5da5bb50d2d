package io.summarizer.benchmarks;

import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
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
 * Summaries of exactly {@code target} tokens by t5-small's shape, of articles of random tokens.
 * With beams the options are those of the peer: length penalty 2, no trigram twice, early stopping.
 * The correctness gate is GenerationGoldenTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=12g")
public class GenerationBenchmark {
  @Param("8")
  int batch;

  @Param("512")
  int source;

  @Param("64")
  int target;

  /** 1 for greedy search. */
  @Param({"1", "4"})
  int beams;

  /** Where ONNX Runtime writes a trace, or empty. */
  @Param("")
  String profile;

  private Generator generator;
  private ParameterBlocks parameters;
  private List<int[]> sources;
  private GenerationOptions options;

  /** Random weights and tokens: speed does not depend on them. */
  @Setup(Level.Trial)
  public void prepare() {
    T5Shape shape = T5Shape.SMALL;
    parameters = new ParameterBlocks(ParameterLayout.of(shape.tensors(), 1));
    shape.randomize(parameters);
    int threads = Runtime.getRuntime().availableProcessors();
    generator =
        new Generator(
            shape.config(),
            parameters,
            new SessionOptions(threads, profile.isEmpty() ? null : Path.of(profile)));
    sources = shape.sources(batch, source);
    options = likeThePeer(target, beams);
  }

  /** Exactly {@code target} tokens by the options of the peer. */
  public static GenerationOptions likeThePeer(int target, int beams) {
    GenerationOptions.Builder exact =
        GenerationOptions.builder().minNewTokens(target).maxNewTokens(target);
    return beams == 1
        ? exact.build()
        : exact
            .beams(beams)
            .lengthPenalty(2)
            .noRepeatNgram(3)
            .earlyStopping(EarlyStopping.WHEN_ENOUGH)
            .build();
  }

  /** All articles. */
  @Benchmark
  public List<List<Generated>> summaries() {
    return generator.generate(parameters, sources, batch, Long.MAX_VALUE, options);
  }

  /** Frees the sessions and the parameters. */
  @TearDown(Level.Trial)
  public void close() {
    generator.close();
    parameters.close();
  }
}
