package io.summarizer.data;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when data cannot be read as examples; the message names the file and, inside it, the line
 * or the row.
 */
public final class DataException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable BadRecord badRecord;

  /**
   * Creates an exception about the content of the data.
   *
   * @param message what was expected, what came and what to do
   */
  public DataException(String message) {
    super(Remedy.FIX_INPUT, message);
    this.badRecord = null;
  }

  /**
   * Creates an exception that another one led to, from which its remedy follows.
   *
   * @param message what was expected, what came and what to do
   * @param cause the other one
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.badRecord = null;
  }

  /** Creates an exception that is not, or not only, about the content. */
  public DataException(Remedy remedy, String message) {
    super(remedy, message);
    this.badRecord = null;
  }

  /**
   * Creates an exception as {@link #DataException(Remedy, String)} does, with the failure beneath
   * it.
   */
  public DataException(Remedy remedy, String message, Throwable cause) {
    super(remedy, message, cause);
    this.badRecord = null;
  }

  /** Creates the exception for a record after which the source can be read on. */
  public DataException(BadRecord badRecord) {
    super(Remedy.FIX_INPUT, badRecord.message());
    this.badRecord = badRecord;
  }

  /**
   * Creates an exception as {@link #DataException(BadRecord)} does, with the failure beneath it.
   */
  public DataException(BadRecord badRecord, Throwable cause) {
    super(Remedy.FIX_INPUT, badRecord.message(), cause);
    this.badRecord = badRecord;
  }

  /** The record to blame, if the source could be read on after it. */
  public Optional<BadRecord> badRecord() {
    return Optional.ofNullable(badRecord);
  }
}
