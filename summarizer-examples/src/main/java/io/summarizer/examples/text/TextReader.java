package io.summarizer.examples.text;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a file in their order: each line one, or the lines between two that are a delimiter.
 * Nothing behind the last delimiter is no text.
 */
public final class TextReader implements Iterator<String>, AutoCloseable {
  private final LineReader lines;
  private final @Nullable String delimiter;
  private @Nullable String next;
  private long count;

  /**
   * Opens a file.
   *
   * @param delimiter the line between two texts, or null for one text per line
   */
  public TextReader(TextFile file, @Nullable String delimiter) {
    this.lines = new LineReader(file);
    this.delimiter = delimiter;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = delimiter == null ? lines.next() : linesBefore(delimiter);
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String text = Objects.requireNonNull(next);
    next = null;
    count++;
    return text;
  }

  private @Nullable String linesBefore(String end) {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    StringJoiner text = new StringJoiner("\n");
    for (; line != null && !line.equals(end); line = lines.next()) {
      text.add(line);
    }
    return text.toString();
  }

  /** Reads to the end; returns how many texts the whole file holds. */
  public long countAll() {
    forEachRemaining(text -> {});
    return count;
  }

  @Override
  public void close() {
    lines.close();
  }
}
