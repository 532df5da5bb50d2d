package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several files as one dataset, one of them without examples. */
class ConcatDatasetTest extends DatasetContract {
  @Override
  Dataset dataset(List<Example> examples) throws IOException {
    int half = examples.size() / 2;
    List<List<Example>> parts =
        List.of(examples.subList(0, half), List.of(), examples.subList(half, examples.size()));
    List<Dataset> files = new ArrayList<>();
    for (List<Example> part : parts) {
      Path file = folder.resolve("part" + files.size() + ".csv");
      new CsvDatasetTest().write(file, part);
      files.add(Dataset.open(file));
    }
    return Dataset.concat(files);
  }

  @Test
  void oneFileIsOpenAtATime() throws IOException {
    Dataset dataset = dataset(examples(40));
    try (Stream<Example> stream = dataset.stream()) {
      stream.forEach(example -> assertThat(open()).isLessThan(2));
    }
  }

  @Test
  void partThatCannotBeOpened_isReportedWhenItIsReached() throws IOException {
    Dataset missing = Dataset.open(folder.resolve("missing.csv"));
    Dataset dataset = Dataset.concat(List.of(dataset(examples(4)), missing));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset))
        .withMessageStartingWith(folder.resolve("missing.csv") + " does not exist; ");
    assertThat(open()).isZero();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(Dataset.concat(List.of(missing))::stream)
        .withMessageContaining(" does not exist; ");
  }

  @Test
  void size_isTheSumWhereAllAreKnown() {
    Dataset three = Dataset.of(examples(3));
    assertThat(Dataset.concat(List.of(three, three)).size()).hasValue(6);
    assertThat(Dataset.concat(List.of()).size()).hasValue(0);
    assertThat(read(Dataset.concat(List.of()))).isEmpty();
    assertThat(Dataset.concat(List.of(three, three.filter(e -> true))).size()).isEmpty();
  }

  @Test
  void emptyFileAmongOthers_isRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    Dataset dataset = Dataset.concat(List.of(dataset(examples(4)), Dataset.open(empty)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset))
        .withMessageStartingWith(empty + " is empty; ");
    assertThat(open()).isZero();
  }
}
