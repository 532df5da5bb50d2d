package io.summarizer;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A corpus that does not fit into the heap, summarized as a stream. */
final class StreamedCorpus {
  private StreamedCorpus() {}

  /** Prints how many texts had a summary. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[1]);
    try (Summarizer summarizer =
            Summarizer.loader(Path.of(arguments[0]))
                .maxSourceLength(8)
                .batchSize(256)
                .generation(own -> own.maxNewTokens(2))
                .load();
        Stream<Summary> summaries =
            summarizer.summarize(
                IntStream.range(0, count).mapToObj(i -> i + TinyNews.article(i, 2)))) {
      System.out.println(summaries.filter(summary -> !summary.tokenIds().isEmpty()).count());
    }
  }
}
