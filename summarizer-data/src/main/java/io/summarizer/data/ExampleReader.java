package io.summarizer.data;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An opened source that is read from its first example to its last. */
interface ExampleReader extends AutoCloseable {
  /**
   * Returns the next example, or null after the last one.
   *
   * @throws DataException if there is one but it cannot be read; where the exception has a {@link
   *     DataException#badRecord()}, the next call reads the example after it
   */
  @Nullable Example read();

  /** Releases the source; a second call does nothing. */
  @Override
  void close();

  /**
   * Returns the examples as a stream that closes the reader at its end, when it fails or when it is
   * closed. A bad record makes it fail.
   */
  static Stream<Example> stream(ExampleReader reader) {
    return stream(reader, reader::read);
  }

  /** Returns the examples as a stream that hands bad records to the listener and reads on. */
  static Stream<Example> stream(ExampleReader reader, Consumer<? super BadRecord> skipped) {
    return stream(reader, () -> readOn(reader, skipped));
  }

  private static Stream<Example> stream(ExampleReader reader, Supplier<@Nullable Example> read) {
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    var spliterator =
        new AbstractSpliterator<Example>(Long.MAX_VALUE, characteristics) {
          private boolean atEnd;

          @Override
          public boolean tryAdvance(Consumer<? super Example> action) {
            Example example = atEnd ? null : next();
            if (example == null) {
              atEnd = true;
              reader.close();
              return false;
            }
            action.accept(example);
            return true;
          }

          private @Nullable Example next() {
            try {
              return read.get();
            } catch (RuntimeException e) {
              atEnd = true;
              reader.close();
              throw e;
            }
          }
        };
    return StreamSupport.stream(spliterator, false).onClose(reader::close);
  }

  private static @Nullable Example readOn(
      ExampleReader reader, Consumer<? super BadRecord> skipped) {
    while (true) {
      try {
        return reader.read();
      } catch (DataException e) {
        skipped.accept(e.badRecord().orElseThrow(() -> e));
      }
    }
  }
}
