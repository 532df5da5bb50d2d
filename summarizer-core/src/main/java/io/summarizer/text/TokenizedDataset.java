package io.summarizer.text;

import java.util.List;
import java.util.Locale;

/**
 * A data set as token ids, with a count of what was dropped and cut on the way: in memory, or in a
 * file of a {@link TokenCache}.
 *
 * <p>All methods may be called from several threads at once. It is to be closed after its last use.
 */
public interface TokenizedDataset extends AutoCloseable {
  /** Returns the number of examples, 1 or more. */
  int size();

  /**
   * Returns an example by its index, from 0, in the order of the rows. One of a file is copied out
   * of it at each call and not kept.
   *
   * @throws IndexOutOfBoundsException if the index is not 0 to size - 1
   * @throws IllegalStateException if this data set is closed
   */
  TokenizedExample get(int index);

  /** Returns the number of source ids of an example, without reading them. */
  int sourceLength(int index);

  /** Returns the number of target ids of an example, without reading them. */
  int targetLength(int index);

  /** Returns what was dropped and cut. */
  Report report();

  /** Lets go of the file, if there is one; using the data set is an error from then on. */
  @Override
  void close();

  /**
   * What became of the rows of a data set.
   *
   * @param rowsRead the number of rows that came
   * @param rowsDropped the number left out because the article or the summary is missing or blank
   * @param firstDroppedIds the ids of the first few of those
   * @param sourcesTruncated the number of kept rows whose article was cut
   * @param targetsTruncated the number of kept rows whose summary was cut
   */
  record Report(
      long rowsRead,
      long rowsDropped,
      List<String> firstDroppedIds,
      long sourcesTruncated,
      long targetsTruncated) {

    /** Copies the list of ids. */
    public Report {
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
          "%d rows read, %s; sources truncated: %d (%.1f %%), targets truncated: %d (%.1f %%)",
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
}
