package io.summarizer.text;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;

/** An error of a tokenizer: its file, its native library, or ids that are not in its vocabulary. */
public final class TokenizerException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates an error about a file or ids, with a message. */
  public TokenizerException(String message) {
    super(Remedy.FIX_INPUT, message);
  }

  /** Creates an error with a message and the error that led to it. */
  public TokenizerException(Remedy remedy, String message, Throwable cause) {
    super(remedy, message, cause);
  }

  /**
   * Creates an error with a message and the error that led to it, from which the remedy follows.
   */
  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
