package io.summarizer.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A summarization pair: an article and the summary a reader would expect of it.
 *
 * @param id identifies the example in messages and reports; never blank. Readers use the row number
 *     (from 1) where the data has none.
 * @param article the text to summarize; may be empty, as read
 * @param summary the reference summary, which training learns; may be empty, as read
 * @param extraReferences further reference summaries of the same article, which evaluation may
 *     count too; mostly none
 */
public record Example(String id, String article, String summary, List<String> extraReferences) {
  /** Checks the components. */
  public Example {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(summary, "summary");
    extraReferences = List.copyOf(extraReferences);
    if (id.isBlank()) {
      throw new IllegalArgumentException(
          "Example: id must have a visible character, but was \""
              + id
              + "\"; number the examples if they have no name");
    }
  }

  /** Creates an example with one reference summary. */
  public Example(String id, String article, String summary) {
    this(id, article, summary, List.of());
  }

  /** All reference summaries: the summary, then the extra ones. */
  public List<String> references() {
    return Stream.concat(Stream.of(summary), extraReferences.stream()).toList();
  }

  /** Returns this example with another article. */
  public Example withArticle(String article) {
    return new Example(id, article, summary, extraReferences);
  }

  /** Returns this example with other reference summaries. */
  public Example withReferences(String summary, List<String> extraReferences) {
    return new Example(id, article, summary, extraReferences);
  }
}
