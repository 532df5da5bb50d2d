package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every dataset promises of whose records one can be bad. */
abstract class BadRecordContract extends DatasetContract {
  /** Returns a dataset whose first and third record are {@code examples(3)}, the second is bad. */
  abstract Dataset datasetWithABadRecord() throws Exception;

  /** What is to be reported of it. */
  abstract BadRecord badRecord();

  @Test
  void badRecord_stopsAfterTheRecordsBeforeIt() throws Exception {
    Stream<Example> stream = datasetWithABadRecord().stream();
    Iterator<Example> examples = stream.iterator();
    assertThat(examples.next()).isEqualTo(examples(3).get(0));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(examples::next)
        .withMessage(badRecord().message())
        .satisfies(e -> assertThat(e.badRecord()).contains(badRecord()));
    assertThat(open()).isZero();
  }

  @Test
  void badRecord_isSkippedAndToldInEveryStream() throws Exception {
    List<BadRecord> told = new ArrayList<>();
    Dataset dataset = datasetWithABadRecord().skipBadRecords(1, told::add);
    List<Example> good = List.of(examples(3).get(0), examples(3).get(2));
    assertThat(read(dataset)).isEqualTo(good);
    assertThat(told).containsExactly(badRecord());
    assertThat(read(dataset)).isEqualTo(good);
    assertThat(told).containsExactly(badRecord(), badRecord());
    assertThat(dataset.size()).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void badRecord_isSkippedBelowViews() throws Exception {
    List<BadRecord> told = new ArrayList<>();
    Dataset source = datasetWithABadRecord();
    Dataset dataset =
        Dataset.concat(List.of(source.sample(9, 1), source.filter(e -> true)))
            .skipBadRecords(2, told::add);
    assertThat(read(dataset)).hasSize(4);
    assertThat(told).containsExactly(badRecord(), badRecord());
  }

  @Test
  void badRecords_aboveTheMaximumStop() throws Exception {
    List<BadRecord> told = new ArrayList<>();
    Dataset dataset = datasetWithABadRecord();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset.skipBadRecords(0, told::add)))
        .withMessage(
            badRecord().message() + " (bad record number 1, of which at most 0 may be skipped)");
    assertThat(told).isEmpty();
    assertThat(open()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dataset.skipBadRecords(-1, told::add))
        .withMessage("skipBadRecords: expected a number of 0 or more, but was -1");
  }
}
