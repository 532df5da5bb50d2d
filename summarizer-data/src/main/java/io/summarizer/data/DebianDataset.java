package io.summarizer.data;

import java.nio.file.Path;

/** A dataset over a file of Debian package descriptions, as {@link DataFormat#DEBIAN} says it. */
final class DebianDataset extends ReaderDataset {
  private final Path path;
  private final boolean withSummary;

  DebianDataset(Path path, boolean withSummary) {
    super(path.toString());
    this.path = path;
    this.withSummary = withSummary;
  }

  @Override
  ExampleReader open() {
    return DebianReader.open(path, withSummary);
  }
}
