package io.summarizer.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when data cannot be read as examples; the message names the file and, inside it, the line
 * or the row.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable BadRecord badRecord;

  /** Creates an exception with a message that says what was expected, what came and what to do. */
  public DataException(String message) {
    super(message);
    this.badRecord = null;
  }

  /** Creates an exception as {@link #DataException(String)} does, with the failure beneath it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.badRecord = null;
  }

  /** Creates the exception for a record after which the source can be read on. */
  public DataException(BadRecord badRecord) {
    super(badRecord.message());
    this.badRecord = badRecord;
  }

  /**
   * Creates an exception as {@link #DataException(BadRecord)} does, with the failure beneath it.
   */
  public DataException(BadRecord badRecord, Throwable cause) {
    super(badRecord.message(), cause);
    this.badRecord = badRecord;
  }

  /** The record to blame, if the source could be read on after it. */
  public Optional<BadRecord> badRecord() {
    return Optional.ofNullable(badRecord);
  }
}
