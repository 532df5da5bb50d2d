package io.summarizer.summarize;

import io.summarizer.GenerationOptions;
import java.util.List;

/** How texts of any length become what the model takes. */
interface Sources {
  /**
   * For each text its source.
   *
   * @param options for what has to be generated on the way, without words
   */
  List<Source> of(List<String> texts, GenerationOptions options);
}
