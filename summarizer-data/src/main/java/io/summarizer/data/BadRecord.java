package io.summarizer.data;

import java.util.Objects;

/**
 * A record of a source that cannot be read as an example, while the records after it can.
 *
 * @param source the file or other source, as {@link Dataset#name()} says it
 * @param place where in the source, such as {@code line 4} or {@code row 17}; empty where the
 *     source is the record, as with one file per example
 * @param reason what was expected, what came and what to do
 */
public record BadRecord(String source, String place, String reason) {
  /** Checks the components. */
  public BadRecord {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(reason, "reason");
  }

  /** The source, the place and the reason in one line. */
  public String message() {
    return source + (place.isEmpty() ? "" : ", " + place) + ": " + reason;
  }
}
