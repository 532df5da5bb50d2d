package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;

/**
 * The thread of a call that summarizes was interrupted, and the call ended within about a token.
 * The thread's interrupt status is set; the summarizer can be used on.
 */
public final class SummarizationInterruptedException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param done what the call had done, for example "2 of 6 articles"
   */
  public SummarizationInterruptedException(String done, Throwable cause) {
    super(
        Remedy.RETRY,
        "summarization was interrupted after "
            + done
            + "; nothing is returned, so start the same call again.",
        cause);
  }
}
