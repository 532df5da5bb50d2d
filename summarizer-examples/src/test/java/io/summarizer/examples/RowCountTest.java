package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.data.DataException;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RowCountTest {
  @TempDir Path folder;

  private static Stream<Example> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Example("" + i, "text", "summary"));
  }

  @Test
  void data_that_knows_its_size_is_not_read() {
    Dataset known = Dataset.of(rows(3).toList());
    assertThat(RowCount.of(known).get()).hasValue(3);
    assertThat(RowCount.unknown().get()).isEmpty();
  }

  @Test
  void other_data_is_read_beside_the_work() throws InterruptedException {
    CountDownLatch worked = new CountDownLatch(1);
    Dataset data =
        Dataset.of(
            "data",
            () ->
                rows(5)
                    .peek(
                        row -> {
                          try {
                            worked.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }));
    try (RowCount count = RowCount.of(data)) {
      assertThat(count.get()).isEmpty();
      worked.countDown();
      while (count.get().isEmpty()) {
        Thread.sleep(1);
      }
      assertThat(count.get()).isEqualTo(OptionalLong.of(5));
    }
  }

  @Test
  void data_that_cannot_be_read_has_no_number() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    Dataset data =
        Dataset.of(
            "data",
            () ->
                rows(5)
                    .peek(
                        row -> {
                          failed.countDown();
                          throw new DataException("bad");
                        }));
    try (RowCount count = RowCount.of(data)) {
      failed.await();
      assertThat(count.get()).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no such device
  void a_device_gives_what_it_has_only_once() {
    assertThat(RowCount.canBeReadTwice(folder)).isTrue();
    assertThat(RowCount.canBeReadTwice(Path.of("/dev/null"))).isFalse();
  }
}
