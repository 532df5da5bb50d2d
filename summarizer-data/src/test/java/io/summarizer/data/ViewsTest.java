package io.summarizer.data;

import static io.summarizer.data.DatasetContract.examples;
import static io.summarizer.data.DatasetContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Dataset TEN = Dataset.of(examples(10));

  @Test
  void map_changesEveryExample() {
    Dataset view = TEN.map(example -> example.withArticle(example.id()));
    assertThat(read(view)).extracting(Example::article).containsAll(ids(read(TEN)));
    assertThat(view.size()).hasValue(10);
    assertThat(view.name()).isEqualTo("10 examples in memory");
  }

  @Test
  void filter_keepsWhatHolds() {
    Dataset view = TEN.filter(example -> !example.id().equals("id00002"));
    assertThat(ids(read(view))).hasSize(9).doesNotContain("id00002");
    assertThat(view.size()).isEmpty();
  }

  @Test
  void limit_keepsTheFirstAndReadsNoMore() {
    AtomicInteger read = new AtomicInteger();
    Dataset counted =
        Dataset.of("a stream", () -> examples(10).stream().peek(e -> read.incrementAndGet()));
    assertThat(read(counted.limit(3))).isEqualTo(examples(3));
    assertThat(read).hasValue(3);
    assertThat(read(TEN.limit(99))).isEqualTo(examples(10));
    assertThat(TEN.limit(3).size()).hasValue(3);
    assertThat(TEN.limit(99).size()).hasValue(10);
    assertThat(counted.limit(3).size()).isEmpty();
    assertThat(counted.limit(3).name()).isEqualTo("the first 3 of a stream");
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void sample_hasThatManyInOrder(
      @ForAll @IntRange(max = 30) int size,
      @ForAll @IntRange(max = 40) int count,
      @ForAll long seed) {
    List<Example> all = examples(size);
    Dataset known = Dataset.of(all);
    Dataset unknown = Dataset.of("a stream", all::stream);
    List<Example> sample = read(known.sample(count, seed));
    assertThat(sample).hasSize(Math.min(size, count)).isSubsetOf(all).isSortedAccordingTo(byId());
    assertThat(new HashSet<>(sample)).hasSameSizeAs(sample);
    assertThat(read(unknown.sample(count, seed))).isEqualTo(sample);
    assertThat(known.sample(count, seed).size()).hasValue(sample.size());
  }

  private static Comparator<Example> byId() {
    return Comparator.comparing(Example::id);
  }

  @Test
  void sample_takesEveryExampleAsOften() {
    int[] taken = new int[10];
    for (int seed = 0; seed < 10_000; seed++) {
      read(TEN.sample(3, seed)).forEach(e -> taken[Integer.parseInt(e.id().substring(2)) - 1]++);
    }
    // 3,000 each, with a standard deviation of 46
    assertThat(IntStream.of(taken)).allSatisfy(count -> assertThat(count).isBetween(2_800, 3_200));
  }

  @Test
  void sample_countsOnceAndReadsNoFurtherThanItsLast() {
    AtomicInteger read = new AtomicInteger();
    Dataset source =
        Dataset.of(
            "a stream",
            () -> examples(100).stream().filter(e -> true).peek(e -> read.incrementAndGet()));
    Dataset sample = source.sample(2, 1);
    assertThat(read(sample)).hasSize(2);
    read.set(0);
    int last = examples(100).indexOf(read(sample).get(1));
    assertThat(last).isLessThan(99);
    assertThat(read).hasValue(last + 1);
    assertThat(sample.name()).isEqualTo("a sample of 2 of a stream");
    assertThat(sample.size()).isEmpty();
  }

  @Test
  void split_partsEveryExampleOnce() {
    Dataset source = Dataset.of(examples(20_000));
    Split split = source.split(0.1, 0.05, 42);
    List<Example> together = new ArrayList<>(read(split.train()));
    together.addAll(read(split.validation()));
    together.addAll(read(split.test()));
    assertThat(together).containsExactlyInAnyOrderElementsOf(examples(20_000));
    assertThat(read(split.validation())).isSortedAccordingTo(byId());
    assertThat(read(split.validation()).size()).isCloseTo(2_000, within(130)); // 3 deviations
    assertThat(read(split.test()).size()).isCloseTo(1_000, within(95));
    assertThat(read(split.validation())).isEqualTo(read(source.split(0.1, 42).validation()));
    assertThat(read(split.validation())).isNotEqualTo(read(source.split(0.1, 43).validation()));
    assertThat(read(source.split(0.1, 42).test())).isEmpty();
    assertThat(split.validation().name())
        .isEqualTo("the validation part of 20000 examples in memory");
  }

  @Test
  void split_keepsEqualArticlesTogether() {
    Dataset twice = TEN.map(example -> new Example(example.id(), "one article", example.id()));
    Split split = twice.split(0.5, 42);
    assertThat(List.of(read(split.train()).size(), read(split.validation()).size()))
        .containsExactlyInAnyOrder(0, 10);
  }

  @Test
  void split_refusesFractionsThatLeaveNothing() {
    for (double[] fractions :
        new double[][] {{1, 0}, {0.5, 0.5}, {-0.1, 0}, {0.1, -0.1}, {Double.NaN, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TEN.split(fractions[0], fractions[1], 1))
          .withMessage(
              "split: expected fractions that leave something to train, but validation was "
                  + fractions[0]
                  + " and test was "
                  + fractions[1]);
    }
  }

  @Test
  void shuffle_dependsOnSeedAndNumberAlone() {
    Dataset stream = Dataset.of("a stream", () -> examples(10).stream());
    // The order must stay from release to release, or else runs cannot be repeated.
    assertThat(ids(read(TEN.shuffle(42))))
        .isEqualTo(
            List.of(
                "id00007", "id00006", "id00002", "id00009", "id00004", "id00010", "id00008",
                "id00005", "id00001", "id00003"));
    assertThat(read(stream.shuffle(42))).isEqualTo(read(TEN.shuffle(42)));
    assertThat(read(TEN.shuffle(43))).isNotEqualTo(read(TEN.shuffle(42)));
    assertThat(TEN.shuffle(42).size()).hasValue(10);
  }

  @Test
  void counts_mustNotBeNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TEN.limit(-1))
        .withMessage("limit: expected a number of 0 or more, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TEN.sample(-1, 0))
        .withMessage("sample: expected a number of 0 or more, but was -1");
  }

  private static List<String> ids(List<Example> examples) {
    return examples.stream().map(Example::id).toList();
  }
}
