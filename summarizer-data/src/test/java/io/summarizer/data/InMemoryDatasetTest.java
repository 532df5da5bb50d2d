package io.summarizer.data;

import java.util.List;
import java.util.OptionalLong;

class InMemoryDatasetTest extends DatasetContract {
  @Override
  Dataset dataset(List<Example> examples) {
    return Dataset.of(examples);
  }

  @Override
  OptionalLong sizeOf(int examples) {
    return OptionalLong.of(examples);
  }
}
