package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every dataset promises, whatever it reads. */
abstract class DatasetContract {
  @TempDir Path folder;

  /** Puts the examples, one or more, where the dataset reads and returns it. */
  abstract Dataset dataset(List<Example> examples) throws Exception;

  /** How many files, or whatever else the dataset opens, are open now. */
  long open() {
    return OpenFiles.AVAILABLE ? OpenFiles.count(folder) : 0;
  }

  /** The size it should have. */
  OptionalLong sizeOf(int examples) {
    return OptionalLong.empty();
  }

  @Test
  void stream_hasTheExamplesInTheirOrderAsOftenAsItIsCalled() throws Exception {
    List<Example> examples = examples(25);
    Dataset dataset = dataset(examples);
    assertThat(read(dataset)).isEqualTo(examples);
    assertThat(read(dataset)).isEqualTo(examples);
    assertThat(open()).isZero();
  }

  @Test
  void size_isThatOfTheStreamOrUnknown() throws Exception {
    assertThat(dataset(examples(3)).size()).isEqualTo(sizeOf(3));
  }

  @Test
  void streams_ofOneDatasetAreIndependent() throws Exception {
    Dataset dataset = dataset(examples(3));
    try (Stream<Example> first = dataset.stream();
        Stream<Example> second = dataset.stream()) {
      Iterator<Example> one = first.iterator();
      Iterator<Example> two = second.iterator();
      one.next();
      one.next();
      assertThat(two.next()).isEqualTo(examples(3).get(0));
      assertThat(one.next()).isEqualTo(examples(3).get(2));
    }
    assertThat(open()).isZero();
  }

  @Test
  void streams_mayBeReadAtOnceByThreads() throws Exception {
    List<Example> examples = examples(300);
    Dataset dataset = dataset(examples);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Example>>> results =
          IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> read(dataset))).toList();
      for (Future<List<Example>> result : results) {
        assertThat(result.get()).isEqualTo(examples);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(open()).isZero();
  }

  @Test
  void parallelStream_hasTheExamplesInTheirOrder() throws Exception {
    List<Example> examples = examples(300);
    try (Stream<Example> stream = dataset(examples).stream()) {
      assertThat(stream.parallel().map(Example::id).toList())
          .isEqualTo(examples.stream().map(Example::id).toList());
    }
  }

  @Test
  void source_isClosedWithAStreamThatStopsEarly() throws Exception {
    Dataset dataset = dataset(examples(300));
    try (Stream<Example> stream = dataset.stream()) {
      assertThat(stream.limit(2)).isEqualTo(examples(2));
    }
    assertThat(open()).isZero();
    dataset.stream().close();
    assertThat(open()).isZero();
  }

  @Test
  void source_isClosedWhenItsUserFails() throws Exception {
    Dataset dataset = dataset(examples(300));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> {
              try (Stream<Example> stream = dataset.stream()) {
                stream.forEach(
                    example -> {
                      throw new IllegalStateException(example.id());
                    });
              }
            });
    assertThat(open()).isZero();
  }

  @Test
  void views_readTheSourceAndCloseIt() throws Exception {
    List<Example> examples = examples(20);
    Dataset dataset = dataset(examples);
    Dataset views =
        Dataset.concat(
            List.of(dataset.map(e -> e.withArticle("changed")).limit(3), dataset.sample(5, 1)));
    try (Stream<Example> stream = views.stream()) {
      assertThat(stream.limit(7)).hasSize(7);
    }
    assertThat(open()).isZero();
    assertThat(read(dataset.shuffle(1))).containsExactlyInAnyOrderElementsOf(examples);
    assertThat(open()).isZero();
  }

  static List<Example> read(Dataset dataset) {
    try (Stream<Example> examples = dataset.stream()) {
      return examples.toList();
    }
  }

  /** Examples that every form of data can hold, with ids in alphabetical order. */
  static List<Example> examples(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new Example(
                    String.format(Locale.ROOT, "id%05d", i),
                    "Article " + i + " says \"hello\".",
                    "Summary " + i + "."))
        .toList();
  }
}
