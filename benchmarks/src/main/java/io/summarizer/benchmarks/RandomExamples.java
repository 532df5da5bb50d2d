package io.summarizer.benchmarks;

import io.summarizer.TokenizationReport;
import io.summarizer.tokens.TokenizedDataset;
import io.summarizer.tokens.TokenizedExample;
import java.util.List;
import java.util.SplittableRandom;

/** Examples of equal lengths, always the same, that are nowhere stored. */
record RandomExamples(Work work, int vocabulary) implements TokenizedDataset {
  private static final int FIRST_WORD = 2; // after padding and the end

  @Override
  public int size() {
    return work.rows();
  }

  @Override
  public TokenizedExample get(int index) {
    SplittableRandom random = new SplittableRandom(index);
    return new TokenizedExample(
        "" + index,
        random.ints(work.source(), FIRST_WORD, vocabulary).toArray(),
        random.ints(work.target(), FIRST_WORD, vocabulary).toArray());
  }

  @Override
  public int sourceLength(int index) {
    return work.source();
  }

  @Override
  public int targetLength(int index) {
    return work.target();
  }

  @Override
  public TokenizationReport report() {
    return new TokenizationReport(work.rows(), 0, List.of(), 0, 0);
  }

  @Override
  public void close() {}
}
