package io.summarizer.benchmarks;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * Files read per second, from the first example to the last on one thread, and beside them examples
 * and characters; the files were just written and are likely in memory. The correctness gates are
 * JsonLinesDatasetTest, CsvDatasetTest and ParquetGoldenTest in summarizer-data.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class DataReadingBenchmark {
  /** {@code JSONL}, {@code CSV} or {@code PARQUET}, this one in Snappy. */
  @Param({"JSONL", "CSV", "PARQUET"})
  String format;

  /** Articles; each has 700 words, its summary 50. */
  @Param("5000")
  int rows;

  private Path file;
  private Dataset data;

  /** What was read; reported per second. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Articles with their summaries. */
    public long examples;

    /** Of articles and summaries. */
    public long characters;

    /** Each iteration counts its own. */
    @Setup(Level.Iteration)
    public void reset() {
      examples = 0;
      characters = 0;
    }
  }

  /** Writes the file. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    InventedNews news = new InventedNews();
    List<Example> examples =
        IntStream.range(0, rows)
            .mapToObj(i -> new Example("" + i, news.text(i, 700), news.text(-i, 50)))
            .toList();
    file = Files.createTempFile("data-benchmark", "." + format.toLowerCase(Locale.ROOT));
    NewsFile.valueOf(format).write(file, examples);
    data = Dataset.open(file);
    try (Stream<Example> read = data.stream()) {
      if (!read.toList().equals(examples)) {
        throw new IllegalStateException(file + " does not hold what was written");
      }
    }
  }

  /** All examples. */
  @Benchmark
  public long read(Counter counter) {
    long characters = 0;
    try (Stream<Example> examples = data.stream()) {
      for (Example example : (Iterable<Example>) examples::iterator) {
        characters += example.article().length() + example.summary().length();
        counter.examples++;
      }
    }
    counter.characters += characters;
    return characters;
  }

  /** Deletes the file. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    Files.delete(file);
  }
}
