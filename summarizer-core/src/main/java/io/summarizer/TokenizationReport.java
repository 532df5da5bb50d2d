package io.summarizer;

import java.util.List;
import java.util.Locale;

/**
 * What became of the rows of a data set.
 *
 * @param rowsRead the number of rows that came
 * @param rowsDropped the number left out because the article or the summary is missing or blank
 * @param firstDroppedIds the ids of the first few of those
 * @param sourcesTruncated the number of kept rows whose article was cut
 * @param targetsTruncated the number of kept rows whose summary was cut
 */
public record TokenizationReport(
    long rowsRead,
    long rowsDropped,
    List<String> firstDroppedIds,
    long sourcesTruncated,
    long targetsTruncated) {

  /** Copies the list of ids. */
  public TokenizationReport {
    firstDroppedIds = List.copyOf(firstDroppedIds);
  }

  /** Returns the number of rows that became examples. */
  public long rowsKept() {
    return rowsRead - rowsDropped;
  }

  /** Returns the report as one line for a log. */
  @Override
  public String toString() {
    String dropped =
        rowsDropped == 0
            ? "none dropped"
            : rowsDropped
                + " dropped for a blank article or summary (ids "
                + String.join(", ", firstDroppedIds)
                + (rowsDropped > firstDroppedIds.size() ? ", ..." : "")
                + ")";
    return String.format(
        Locale.ROOT,
        "%,d rows read, %s; sources truncated: %,d (%.1f %%), targets truncated: %,d (%.1f %%)",
        rowsRead,
        dropped,
        sourcesTruncated,
        percentOfKept(sourcesTruncated),
        targetsTruncated,
        percentOfKept(targetsTruncated));
  }

  private double percentOfKept(long count) {
    return rowsKept() == 0 ? 0 : 100.0 * count / rowsKept();
  }
}
