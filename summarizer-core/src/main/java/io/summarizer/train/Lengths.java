package io.summarizer.train;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.summarizer.TokenizationReport;
import io.summarizer.TrainingPlan;
import io.summarizer.tokens.TokenizedDataset;
import java.util.stream.IntStream;

/**
 * The lengths of all examples of a data set, in tokens: what batches are planned from.
 *
 * @param sources of each example
 * @param targets of each example
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are
record Lengths(int[] sources, int[] targets) {
  static Lengths of(TokenizedDataset data) {
    return new Lengths(
        IntStream.range(0, data.size()).map(data::sourceLength).toArray(),
        IntStream.range(0, data.size()).map(data::targetLength).toArray());
  }

  int size() {
    return sources.length;
  }

  int longestSource() {
    return IntStream.of(sources).max().orElseThrow();
  }

  int longestTarget() {
    return IntStream.of(targets).max().orElseThrow();
  }

  /** The tokens of all examples, both sides. */
  long total() {
    return IntStream.of(sources).asLongStream().sum() + IntStream.of(targets).asLongStream().sum();
  }

  /**
   * For reports.
   *
   * @param report how many were cut on the way
   */
  TrainingPlan.ExampleLengths described(int maxSource, int maxTarget, TokenizationReport report) {
    return new TrainingPlan.ExampleLengths(
        io.summarizer.audit.Lengths.ofCut(sources, maxSource, report.sourcesTruncated()),
        io.summarizer.audit.Lengths.ofCut(targets, maxTarget, report.targetsTruncated()));
  }

  /** Differs, in all likelihood, between data sets whose examples differ in length. */
  String fingerprint() {
    Hasher hasher = Hashing.murmur3_128().newHasher();
    IntStream.of(sources).forEach(hasher::putInt);
    IntStream.of(targets).forEach(hasher::putInt);
    return size() + "-" + hasher.hash();
  }
}
