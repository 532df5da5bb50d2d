package io.summarizer.tokens;

import io.summarizer.TokenizationReport;
import java.util.List;

/** A tokenized data set on the heap: for few examples the fastest to make. */
record InMemoryTokens(List<TokenizedExample> examples, TokenizationReport report)
    implements TokenizedDataset {
  InMemoryTokens {
    examples = List.copyOf(examples);
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public TokenizedExample get(int index) {
    return examples.get(index);
  }

  @Override
  public int sourceLength(int index) {
    return get(index).source().length;
  }

  @Override
  public int targetLength(int index) {
    return get(index).target().length;
  }

  @Override
  public void close() {}
}
