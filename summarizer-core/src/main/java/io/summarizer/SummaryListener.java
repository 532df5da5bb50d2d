package io.summarizer;

/** Is shown a summary while it is generated; the thread that asked for the summary calls it. */
@FunctionalInterface
public interface SummaryListener {
  /**
   * The next piece of the text, never empty. The pieces one after another are {@link Summary#text}.
   * Bytes of a character that is not whole yet are kept back, so that no later token changes a
   * piece.
   */
  void onText(String piece);

  /**
   * Whether the summary ends here, with {@link Ending#STOPPED}; asked after each token. Default:
   * false.
   */
  default boolean stops() {
    return false;
  }
}
