package io.summarizer.data;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An opened source that is read from its first example to its last. */
interface ExampleReader extends AutoCloseable {
  /** Returns the next example, or null after the last one. */
  @Nullable Example read();

  /** Releases the source; a second call does nothing. */
  @Override
  void close();

  /** Returns the examples as a stream that closes the reader at its end or when it is closed. */
  static Stream<Example> stream(ExampleReader reader) {
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    var spliterator =
        new AbstractSpliterator<Example>(Long.MAX_VALUE, characteristics) {
          private boolean atEnd;

          @Override
          public boolean tryAdvance(Consumer<? super Example> action) {
            Example example = atEnd ? null : reader.read();
            if (example == null) {
              atEnd = true;
              reader.close();
              return false;
            }
            action.accept(example);
            return true;
          }
        };
    return StreamSupport.stream(spliterator, false).onClose(reader::close);
  }
}
