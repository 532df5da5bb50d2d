package io.summarizer.examples;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How many rows there are to come. Some data knows it; other data is read through beside the work,
 * which takes seconds where summarizing takes hours.
 */
final class RowCount implements AutoCloseable {
  private static final long UNKNOWN = -1;

  private volatile long rows = UNKNOWN;
  private volatile boolean wanted = true;

  private RowCount() {}

  /** Nobody knows. */
  static RowCount unknown() {
    return new RowCount();
  }

  /** The rows of data that can be read twice. */
  static RowCount of(Dataset data) {
    RowCount count = new RowCount();
    if (data.size().isPresent()) {
      count.rows = data.size().getAsLong();
    } else {
      Thread thread = new Thread(() -> count.read(data), "row count");
      thread.setDaemon(true);
      thread.start();
    }
    return count;
  }

  /** Whether what is read there is still there afterwards, unlike in a pipe. */
  static boolean canBeReadTwice(Path path) {
    return Files.isRegularFile(path) || Files.isDirectory(path);
  }

  private void read(Dataset data) {
    try (Stream<Example> examples = data.stream()) {
      long count = examples.takeWhile(example -> wanted).count();
      rows = wanted ? count : UNKNOWN;
    } catch (SummarizerException e) {
      // Whoever does the work comes upon it too, and tells it.
    }
  }

  /** The number, as soon as it is known. */
  OptionalLong get() {
    return rows == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /** Stops counting. */
  @Override
  public void close() {
    wanted = false;
  }
}
