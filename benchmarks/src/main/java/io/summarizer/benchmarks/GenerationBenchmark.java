package io.summarizer.benchmarks;

import io.summarizer.Device;
import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.Precision;
import io.summarizer.generate.Generated;
import io.summarizer.generate.Generator;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.PrecisionChoice;
import io.summarizer.runtime.ChosenDevice;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
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
 * Summaries of articles of random tokens. With beams the options are those of the peer: length
 * penalty 2, no trigram twice, early stopping. The correctness gate is GenerationGoldenTest in
 * summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class GenerationBenchmark {
  /** {@code tiny}, {@code t5-small} or {@code t5-base}. */
  @Param("t5-small")
  String model;

  @Param("8")
  int batch;

  @Param("512")
  int source;

  @Param("64")
  int target;

  /** 1 for greedy search. */
  @Param({"1", "4"})
  int beams;

  /** {@code cpu} or {@code cuda:N}. */
  @Param("cpu")
  String device;

  /** {@code float32}, {@code bfloat16} or {@code float16}. */
  @Param("float32")
  String precision;

  /**
   * {@code equal}: all have {@code target} tokens. {@code different}: at most so many; the model
   * likes the end token more, and without beams the tokens are drawn, since a random model repeats
   * its likeliest token without end. 8 articles have 2 to 64 tokens, 187 together, or 5 to 63 and
   * 199 with 4 beams.
   */
  @Param("equal")
  String lengths;

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
    T5Shape shape = T5Shape.named(model);
    parameters =
        new ParameterBlocks(ParameterLayout.of(shape.tensors(), ParameterLayout.CPU_BLOCK));
    shape.randomize(parameters);
    boolean equal = lengths.equals("equal");
    if (!equal) {
      likeTheEnd(shape.config());
    }
    ChosenDevice chosen = ChosenDevice.of(Device.parse(device));
    Arithmetic arithmetic =
        PrecisionChoice.of(Precision.valueOf(precision.toUpperCase(Locale.ROOT)), chosen);
    generator = new Generator(shape.config(), parameters, arithmetic, Sessions.on(chosen, profile));
    sources = shape.sources(batch, source);
    options = equal ? likeThePeer(target, beams) : ofDifferentLengths();
  }

  /** Exactly {@code target} tokens by the options of the peer. */
  public static GenerationOptions likeThePeer(int target, int beams) {
    GenerationOptions.Builder exact =
        GenerationOptions.builder().minNewTokens(target).maxNewTokens(target);
    return beams == 1 ? exact.build() : withBeams(exact, beams);
  }

  private GenerationOptions ofDifferentLengths() {
    GenerationOptions.Builder search = GenerationOptions.builder().maxNewTokens(target);
    return beams == 1 ? search.doSample(true).topK(0).build() : withBeams(search, beams);
  }

  private static GenerationOptions withBeams(GenerationOptions.Builder search, int beams) {
    return search
        .beams(beams)
        .lengthPenalty(2)
        .noRepeatNgram(3)
        .earlyStopping(EarlyStopping.WHEN_ENOUGH)
        .build();
  }

  private void likeTheEnd(T5Config config) {
    float factor = beams == 1 ? 14 : 10;
    FloatBuffer embedding = parameters.parameter(T5Parameters.EMBEDDING);
    int first = config.eosTokenIds().get(0) * config.dModel();
    for (int i = first; i < first + config.dModel(); i++) {
      embedding.put(i, factor * embedding.get(i));
    }
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
