package io.summarizer.train;

import io.summarizer.data.DataException;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.tokens.TokenizedDataset;
import java.util.List;
import java.util.stream.Stream;

/** Validation examples with their reference summaries, uncut. */
record ValidationSet(TokenizedDataset examples, List<String> references) implements AutoCloseable {
  /** Reads the references of a data set that was tokenized. */
  static ValidationSet of(TokenizedDataset tokenized, Dataset data) {
    try (Stream<Example> examples = data.stream()) {
      List<String> references =
          examples
              .filter(e -> !e.article().isBlank() && !e.summary().isBlank()) // as they are kept
              .map(Example::summary)
              .toList();
      if (tokenized.size() != references.size()) {
        throw new DataException(
            Remedy.RETRY,
            data.name()
                + ": expected the "
                + tokenized.size()
                + " examples that were tokenized, got "
                + references.size()
                + "; the data changed meanwhile. Start the run again.");
      }
      return new ValidationSet(tokenized, references);
    }
  }

  @Override
  public void close() {
    examples.close();
  }
}
