package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamDatasetTest extends DatasetContract {
  private final AtomicLong open = new AtomicLong();

  @Override
  Dataset dataset(List<Example> examples) {
    return Dataset.of(
        "news of today",
        () -> {
          open.incrementAndGet();
          return examples.stream().onClose(open::decrementAndGet);
        });
  }

  @Override
  long open() {
    return open.get();
  }

  @Test
  void name_isTheGivenOne() {
    assertThat(dataset(examples(1)).name()).isEqualTo("news of today");
  }
}
