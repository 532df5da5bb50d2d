package io.summarizer.benchmarks;

import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougePair;
import io.summarizer.rouge.RougeScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pairs of texts per second: ROUGE-1, -2, -L and -Lsum, stemmed, on texts of the same make as those
 * of a rouge_score run with {@code use_stemmer=True}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RougeBenchmark {
  private static final int PAIRS = 2000;
  private static final String LETTERS = "abcdefghilmnoprstu";
  private static final String[] ENDINGS = {"", "", "ing", "ed", "s", "tion"};

  /** Words to a text. */
  @Param("60")
  int words;

  /** Sentences to a text, one to a line. */
  @Param("4")
  int sentences;

  private final RougeScorer scorer = RougeScorer.builder().stemming(true).build();
  private final List<RougePair> pairs = new ArrayList<>();

  /** Makes the texts out of 400 words of 2 to 9 letters and an ending. */
  @Setup
  public void makeTexts() {
    Random random = new Random(7);
    List<String> vocabulary = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder word = new StringBuilder();
      int letters = 2 + random.nextInt(8);
      for (int letter = 0; letter < letters; letter++) {
        word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      vocabulary.add(word + ENDINGS[random.nextInt(ENDINGS.length)]);
    }
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(new RougePair(text(vocabulary, random), text(vocabulary, random)));
    }
  }

  private String text(List<String> vocabulary, Random random) {
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < sentences; sentence++) {
      for (int word = 0; word < words / sentences; word++) {
        text.append(vocabulary.get(random.nextInt(vocabulary.size()))).append(' ');
      }
      text.append(".\n");
    }
    return text.toString();
  }

  /** One pair after the other on one thread. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public RougeAggregate oneThread() {
    RougeAggregator aggregator = new RougeAggregator();
    for (RougePair pair : pairs) {
      aggregator.add(scorer.score(pair));
    }
    return aggregator.aggregate();
  }

  /** A corpus on all processors. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public RougeAggregate allProcessors() {
    return scorer.scoreAll(pairs.stream());
  }
}
