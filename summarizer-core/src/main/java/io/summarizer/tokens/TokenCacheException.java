package io.summarizer.tokens;

import io.summarizer.SummarizerException;
import java.nio.file.Path;

/** Token ids cannot be kept in a file: the disk is full, or the place may not be written. */
public class TokenCacheException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an error.
   *
   * @param path the file or directory
   * @param problem what could not be done, and why
   * @param cause of it
   */
  TokenCacheException(Path path, String problem, Throwable cause) {
    super(
        path
            + ": "
            + problem
            + " ("
            + cause
            + "). Make room there, or name another directory with tokenCache.",
        cause);
  }
}
