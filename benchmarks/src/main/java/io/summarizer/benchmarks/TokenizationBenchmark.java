package io.summarizer.benchmarks;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.VocabularyTrainer;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenCache;
import io.summarizer.tokens.TokenizedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Tokens per second: made from text, found again in the cache's file, and put into a batch from it.
 * The correctness gates are TokenizerGoldenTest and TokenFileTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class TokenizationBenchmark {
  private static final int ROWS_TO_A_BATCH = 16;

  /** Articles; each has 700 words, its summary 50. */
  @Param("2000")
  int rows;

  /** Of the tokenizer; the cache is read on one. */
  @Param({"1", "2"})
  int threads;

  /** A tokenizer.json or its folder; empty for one of whole words made from the texts. */
  @Param("")
  String tokenizer;

  private Path folder;
  private Dataset data;
  private Tokenizer uncut;
  private Tokenizer cut;
  private ForkJoinPool pool;
  private TokenizedDataset cached;
  private SplittableRandom random;

  /** The tokens that an iteration dealt with; reported per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Source and target ids. */
    public long tokens;

    /** Each iteration counts its own. */
    @Setup(Level.Iteration)
    public void reset() {
      tokens = 0;
    }
  }

  /** Makes texts, a tokenizer and a cache. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    folder = Files.createTempDirectory("tokenization-benchmark");
    InventedNews news = new InventedNews();
    List<String> articles = news.texts(rows, 700).toList();
    data =
        Dataset.of(
            IntStream.range(0, rows)
                .mapToObj(i -> new Example("" + i, articles.get(i), news.text(-i, 50)))
                .toList());
    Path file =
        tokenizer.isEmpty()
            ? VocabularyTrainer.create().maximumSize(32_000).train(articles).write(folder)
            : Path.of(tokenizer);
    int any = Integer.MAX_VALUE;
    uncut = Tokenizer.builder().file(file).maxSourceLength(any).maxTargetLength(any).build();
    cut = Tokenizer.builder().file(file).build();
    pool = new ForkJoinPool(threads);
    cached = TokenCache.in(folder).tokenize(data, cut, progress -> {});
    random = new SplittableRandom(0);
  }

  /** Text to ids on the heap; all of them, as those that are cut cost as much. */
  @Benchmark
  public TokenizedDataset tokenize(Counter counter) throws Exception {
    // A parallel stream that starts in a pool stays in it.
    TokenizedDataset tokens =
        pool.submit(() -> TokenCache.inMemory().tokenize(data, uncut, progress -> {})).get();
    for (int i = 0; i < tokens.size(); i++) {
      counter.tokens += tokens.sourceLength(i) + tokens.targetLength(i);
    }
    return tokens;
  }

  /** What a run with a cache begins with: hashing the data, checking and mapping the file. */
  @Benchmark
  public int find(Counter counter) {
    try (TokenizedDataset tokens = TokenCache.in(folder).tokenize(data, cut, progress -> {})) {
      for (int i = 0; i < tokens.size(); i++) {
        counter.tokens += tokens.sourceLength(i) + tokens.targetLength(i);
      }
      return tokens.size();
    }
  }

  /** What a training step needs: a batch of random examples out of the mapped file. */
  @Benchmark
  public Batch batch(Counter counter) {
    Batch batch = Batch.of(random.ints(ROWS_TO_A_BATCH, 0, rows).mapToObj(cached::get).toList(), 0);
    counter.tokens += batch.tokens();
    return batch;
  }

  /** Deletes the files and frees the tokenizer. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    pool.shutdown();
    cached.close();
    uncut.close();
    cut.close();
    TokenCache.in(folder).clear();
    Files.deleteIfExists(folder.resolve("tokenizer.json"));
    Files.deleteIfExists(folder.resolve("tokenizer_config.json"));
    Files.deleteIfExists(folder);
  }
}
