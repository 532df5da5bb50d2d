package io.summarizer.data;

import java.util.Objects;

/**
 * A summarization pair: an article and the summary a reader would expect of it.
 *
 * @param id identifies the example in messages and reports; never blank. Readers use the row number
 *     (from 1) where the data has none.
 * @param article the text to summarize; may be empty, as read
 * @param summary the reference summary; may be empty, as read
 */
public record Example(String id, String article, String summary) {
  /** Checks the components. */
  public Example {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(summary, "summary");
    if (id.isBlank()) {
      throw new IllegalArgumentException(
          "Example: id must have a visible character, but was \""
              + id
              + "\"; number the examples if they have no name");
    }
  }
}
