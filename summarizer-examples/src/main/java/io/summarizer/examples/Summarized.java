package io.summarizer.examples;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Example;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of data and the summaries of its article, the best first.
 *
 * <p>Rows are summarized as they are asked for, in their order; only those are held that the
 * summarizer works on. Closing a stream closes that of the rows.
 */
record Summarized(Example row, List<Summary> summaries) {
  /** Summarized together where the library holds none itself. */
  private static final int TOGETHER = 64;

  Summary best() {
    return summaries.get(0);
  }

  /** One summary of each row. */
  static Stream<Summarized> one(Summarizer summarizer, Stream<Example> rows) {
    Queue<Example> underWay = new ConcurrentLinkedQueue<>();
    return summarizer
        .summarize(rows.peek(underWay::add).map(Example::article))
        .map(summary -> new Summarized(underWay.remove(), List.of(summary)));
  }

  /** As many summaries of each row as the summarizer's options ask for. */
  static Stream<Summarized> several(Summarizer summarizer, Stream<Example> rows) {
    return Streams.stream(Iterators.partition(rows.iterator(), TOGETHER))
        .flatMap(some -> several(summarizer, some))
        .onClose(rows::close);
  }

  private static Stream<Summarized> several(Summarizer summarizer, List<Example> rows) {
    List<List<Summary>> summaries =
        summarizer.summaries(rows.stream().map(Example::article).toList(), summarizer.generation());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Summarized(rows.get(i), summaries.get(i)));
  }
}
