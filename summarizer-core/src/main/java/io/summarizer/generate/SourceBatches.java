package io.summarizer.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which sources are generated for together: those of similar length, since all of a batch are
 * padded to its longest. The longest come first, so that a lack of memory shows at once.
 */
final class SourceBatches {
  private SourceBatches() {}

  /**
   * Indices of {@code sources}, batch by batch.
   *
   * @param maxSources of a batch, 1 or more
   * @param maxTokens of a batch, padding included; a longer source is a batch of its own
   */
  static List<List<Integer>> of(List<int[]> sources, int maxSources, long maxTokens) {
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparing(i -> -sources.get(i).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int start = 0;
    while (start < order.size()) {
      long longest = sources.get(order.get(start)).length;
      long fitting = Math.max(1, Math.min(maxSources, maxTokens / longest));
      int end = (int) Math.min(order.size(), start + fitting);
      batches.add(order.subList(start, end));
      start = end;
    }
    return batches;
  }
}
