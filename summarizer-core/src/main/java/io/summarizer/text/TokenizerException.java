package io.summarizer.text;

import io.summarizer.SummarizerException;

/** An error of a tokenizer: its file, its native library, or ids that are not in its vocabulary. */
public class TokenizerException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /** Creates an error with a message. */
  public TokenizerException(String message) {
    super(message);
  }

  /** Creates an error with a message and the error that led to it. */
  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
