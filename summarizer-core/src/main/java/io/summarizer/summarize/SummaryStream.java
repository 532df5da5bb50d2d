package io.summarizer.summarize;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import io.summarizer.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The summaries of more texts than fit into memory. */
public final class SummaryStream {
  /** Texts held at a time: enough to find some of similar length. */
  private static final int TEXTS = 256;

  /** Characters after which there are enough of them all the same. */
  private static final long CHARACTERS = 4L << 20;

  private SummaryStream() {}

  /**
   * The summaries of texts in their order.
   *
   * @param summarizer of some texts at a time
   */
  public static Stream<Summary> of(
      Stream<String> texts, Function<List<String>, List<Summary>> summarizer) {
    Objects.requireNonNull(texts, "texts: expected a stream of texts, got null");
    Iterator<String> rest = texts.iterator();
    Iterator<Summary> summaries =
        new AbstractIterator<>() {
          private Iterator<Summary> ready = Collections.emptyIterator();

          @Override
          protected @Nullable Summary computeNext() {
            if (!ready.hasNext()) {
              if (!rest.hasNext()) {
                return endOfData();
              }
              ready = summarizer.apply(some(rest)).iterator();
            }
            return ready.next();
          }
        };
    return Streams.stream(summaries).onClose(texts::close);
  }

  private static List<String> some(Iterator<String> rest) {
    List<String> texts = new ArrayList<>();
    long characters = 0;
    while (rest.hasNext() && texts.size() < TEXTS && characters < CHARACTERS) {
      String text = Texts.notNull(rest.next());
      texts.add(text);
      characters += text.length();
    }
    return texts;
  }
}
