package io.summarizer.export;

import io.summarizer.model.T5Config;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.List;

/** Exported files, run as a user of theirs would. */
interface ExportedModel extends AutoCloseable {
  /**
   * Generates for a batch.
   *
   * @param sources token ids, each with its end token
   * @return the new tokens of each, with the end token unless the limit came first
   */
  List<int[]> generate(List<int[]> sources);

  @Override
  void close();

  /**
   * Opens the files of a layout.
   *
   * @param maxNewTokens where the files hold no limit of their own
   */
  static ExportedModel open(
      Layout layout, Path directory, T5Config config, int maxNewTokens, SessionOptions options) {
    return switch (layout.format()) {
      case SINGLE -> new SingleFileModel(layout, directory, config, options);
      case OPTIMUM, TRANSFORMERS_JS ->
          new HostLoop(layout, directory, config, maxNewTokens, options);
    };
  }
}
