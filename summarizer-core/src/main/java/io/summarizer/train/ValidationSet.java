package io.summarizer.train;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.text.TokenizedDataset;
import io.summarizer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Validation examples with their reference summaries, uncut. */
record ValidationSet(TokenizedDataset examples, List<String> references) {
  static ValidationSet read(Dataset data, Tokenizer tokenizer) {
    TokenizedDataset.Collector collector = TokenizedDataset.collector(data.name(), tokenizer);
    List<String> references = new ArrayList<>();
    try (Stream<Example> examples = data.stream()) {
      examples.forEach(
          e -> {
            collector.add(e.id(), e.article(), e.summary());
            if (!e.article().isBlank() && !e.summary().isBlank()) { // as the collector keeps them
              references.add(e.summary());
            }
          });
    }
    TokenizedDataset tokenized = collector.finish();
    if (tokenized.size() != references.size()) {
      throw new IllegalStateException(
          tokenized.size() + " examples, but " + references.size() + " references");
    }
    return new ValidationSet(tokenized, List.copyOf(references));
  }
}
