package io.summarizer;

/** What happens to an article with more tokens than the model takes. */
public enum LongDocuments {
  /** The model sees its beginning only; {@link Summary#truncated} says so. The default. */
  TRUNCATE,
  /**
   * It is cut at sentence ends into parts that fit, each beginning with the last sentence of the
   * one before if there is room for it; a sentence that is too long is cut between words. Each part
   * is summarized. While the summaries have together more tokens than {@link
   * GenerationOptions#maxNewTokens}, neighbours are put together and summarized again; then they
   * are the summary, one after another, without repetitions.
   */
  SUMMARIZE_PARTS
}
