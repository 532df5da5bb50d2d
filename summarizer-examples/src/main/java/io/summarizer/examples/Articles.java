package io.summarizer.examples;

import io.summarizer.data.DataFiles;
import io.summarizer.data.DataFormat;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.examples.text.InterruptibleInput;
import io.summarizer.examples.text.TextFile;
import io.summarizer.examples.text.TextReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The articles of files: a row each, a line each, or the whole of a text as one. Their ids are
 * those of the rows, or the numbers of rows and lines in their files, or the names of the texts.
 */
final class Articles {
  /** The name that stands for the standard input. */
  static final String STANDARD_INPUT = "-";

  private final List<Dataset> parts = new ArrayList<>();
  private final InputStream standardInput;
  private final boolean lines;
  private final ArticleOptions options;
  private boolean canBeReadTwice = true;
  private boolean onlyTexts = true;

  /**
   * The articles of some files.
   *
   * @param files paths, patterns of paths, and - for the standard input; if empty, that alone
   * @param standardInput what - is read from, unless it holds rows of a named format
   * @param lines whether each line is an article, whatever the file's name
   */
  Articles(List<String> files, InputStream standardInput, boolean lines, ArticleOptions options) {
    this.standardInput = standardInput;
    this.lines = lines;
    this.options = options;
    for (String file : files.isEmpty() ? List.of(STANDARD_INPUT) : files) {
      add(file);
    }
  }

  private void add(String file) {
    if (!file.equals(STANDARD_INPUT)) {
      DataFiles.matching(file).paths().forEach(this::add);
    } else if (options.namesFormat()) {
      add(Path.of("/dev/stdin")); // readers of rows open files by their names
    } else {
      canBeReadTwice = false;
      TextFile text = TextFile.standardInput(new InterruptibleInput(standardInput));
      onlyTexts &= !lines;
      parts.add(lines ? lines(text) : text(STANDARD_INPUT, text));
    }
  }

  /** All that can be known now is checked now: a corpus may take hours until its last file. */
  private void add(Path path) {
    if (!Files.exists(path)) {
      throw new SummarizerException(
          Remedy.FIX_INPUT,
          path + ": does not exist; check the path, which stands for " + path.toAbsolutePath());
    }
    canBeReadTwice &= RowCount.canBeReadTwice(path);
    if (lines) {
      onlyTexts = false;
      parts.add(lines(TextFile.at(path)));
    } else if (options.namesFormat()
        || Files.isDirectory(path)
        || DataFormat.detect(path).isPresent()) {
      onlyTexts = false;
      parts.add(options.applyTo(DataFiles.of(path)).withoutSummary().open());
    } else {
      parts.add(text(path.toString(), TextFile.at(path)));
    }
  }

  private static Dataset text(String id, TextFile file) {
    return Dataset.of(file.toString(), () -> Stream.of(id).map(x -> example(x, file.read())));
  }

  private static Dataset lines(TextFile file) {
    return Dataset.of(
        file.toString(),
        () -> {
          TextReader reader = new TextReader(file, null);
          long[] number = new long[1];
          return StreamSupport.stream(
                  Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED), false)
              .map(line -> example(Long.toString(++number[0]), line))
              .onClose(reader::close);
        });
  }

  private static Example example(String id, String article) {
    return new Example(id, article, "");
  }

  /** All of them, in the order of the files. */
  Dataset dataset() {
    return parts.size() == 1 ? parts.get(0) : Dataset.concat(parts);
  }

  /** How many there are; they are read for it, where that does not take them away. */
  RowCount count() {
    return canBeReadTwice ? RowCount.of(dataset()) : RowCount.unknown();
  }

  /**
   * The text, if there is only one, and it is an article as a whole.
   *
   * @throws SummarizerException if it is blank
   */
  Optional<Example> singleText() {
    if (!onlyTexts || parts.size() > 1) {
      return Optional.empty();
    }
    try (Stream<Example> text = parts.get(0).stream()) {
      Example article = text.findFirst().orElseThrow();
      if (article.article().isBlank()) {
        throw new SummarizerException(
            Remedy.FIX_INPUT, this + ": expected a text to summarize, got none");
      }
      return Optional.of(article);
    }
  }

  /** The names of the files. */
  @Override
  public String toString() {
    return dataset().name();
  }
}
