package io.summarizer.examples.rouge;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.examples.text.TextFile;
import io.summarizer.examples.text.TextReader;
import io.summarizer.rouge.RougePair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file of generated texts and files of references, read in step. */
final class PairReader implements Iterator<RougePair>, AutoCloseable {
  private final List<TextFile> files; // the generated texts first
  private final @Nullable String delimiter;
  private final List<TextReader> readers = new ArrayList<>();
  private boolean lineEnds;

  PairReader(TextFile generated, List<TextFile> references, @Nullable String delimiter) {
    this.files = Stream.concat(Stream.of(generated), references.stream()).toList();
    this.delimiter = delimiter;
    try {
      files.forEach(file -> readers.add(new TextReader(file, delimiter)));
    } catch (SummarizerException e) {
      close();
      throw e;
    }
  }

  /** The pairs, to be read once. */
  Stream<RougePair> stream() {
    Iterable<RougePair> once = () -> this;
    return StreamSupport.stream(once.spliterator(), false);
  }

  /** Whether a text read so far has more than one line. */
  boolean lineEnds() {
    return lineEnds;
  }

  @Override
  public boolean hasNext() {
    long unfinished = readers.stream().filter(TextReader::hasNext).count();
    if (unfinished > 0 && unfinished < readers.size()) {
      throw unequalCounts();
    }
    return unfinished > 0;
  }

  @Override
  public RougePair next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<String> texts = readers.stream().map(TextReader::next).toList();
    lineEnds |= texts.stream().anyMatch(text -> text.indexOf('\n') >= 0);
    return new RougePair(texts.get(0), texts.subList(1, texts.size()));
  }

  private SummarizerException unequalCounts() {
    String unit = delimiter == null ? "line" : "text";
    String counts =
        readers.stream()
            .map(reader -> Long.toString(reader.countAll()))
            .collect(Collectors.joining(", "));
    return new SummarizerException(
        Remedy.FIX_INPUT,
        files.stream().map(TextFile::toString).collect(Collectors.joining(", "))
            + ": expected as many "
            + unit
            + "s in each, got "
            + counts
            + "; "
            + unit
            + " n of one belongs to "
            + unit
            + " n of the others, an empty one too");
  }

  @Override
  public void close() {
    readers.forEach(TextReader::close);
  }
}
