package io.summarizer.tokens;

import io.summarizer.TokenizationReport;

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
  TokenizationReport report();

  /** Lets go of the file, if there is one; using the data set is an error from then on. */
  @Override
  void close();
}
