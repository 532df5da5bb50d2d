package io.summarizer;

/** What happens to an article with more tokens than the model takes. */
public enum LongDocuments {
  /** The model sees its beginning only; {@link Summary#truncated} says so. The default. */
  TRUNCATE,
  /**
   * It is cut at sentence ends into parts that fit, each beginning with the last sentence of the
   * one before if there is room for it. Each part is summarized; the summaries of neighbours are
   * put together as far as they fit and summarized again, until one is left. A sentence that is too
   * long is cut between words.
   */
  SUMMARIZE_PARTS
}
