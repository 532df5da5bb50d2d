package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.nio.file.Path;

/**
 * A model file or directory cannot be read or written.
 *
 * <p>The message starts with the path, then says what was expected and what was found.
 */
public final class CheckpointException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an error about a file's content, its absence or its name.
   *
   * @param path the file or directory
   * @param problem what is wrong with it
   */
  public CheckpointException(Path path, String problem) {
    this(Remedy.FIX_INPUT, path, problem);
  }

  /**
   * Creates an error that is not about the content.
   *
   * @param remedy what can be done
   * @param path the file or directory
   * @param problem what is wrong with it
   */
  public CheckpointException(Remedy remedy, Path path, String problem) {
    super(remedy, path + ": " + problem);
  }

  /**
   * Creates an error that was caused by another one, which the message quotes and from which the
   * remedy follows.
   *
   * @param path the file or directory
   * @param problem what could not be done
   * @param cause why
   */
  public CheckpointException(Path path, String problem, Throwable cause) {
    super(path + ": " + problem + " (" + describe(cause) + ")", cause);
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return cause instanceof SummarizerException && message != null ? message : cause.toString();
  }
}
