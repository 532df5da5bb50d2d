package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.Batching;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  /** Of every policy, with any sizes; half of the sources are as long as the limit. */
  @Provide
  Arbitrary<EpochPlanner> planners() {
    Arbitrary<Batching> batchings =
        Arbitraries.oneOf(
            Arbitraries.just(Batching.fixedSize()),
            Arbitraries.just(Batching.groupedByLength()),
            Arbitraries.integers().between(1, 400).map(Batching::byTokens));
    return Combinators.combine(
            Arbitraries.integers().between(1, 300),
            batchings,
            Arbitraries.integers().between(1, 9),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs())
        .as(
            (examples, batching, batchSize, accumulation, seed) ->
                new EpochPlanner(
                    lengths(examples, seed), batching, batchSize, accumulation, true, seed));
  }

  private static Lengths lengths(int examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Lengths(
        random.ints(examples, 1, 100).map(length -> Math.min(length, 50)).toArray(),
        random.ints(examples, 1, 20).toArray());
  }

  private static List<List<Integer>> batches(BatchPlan plan, int epoch) {
    return LongStream.range(plan.steps(epoch), plan.steps(epoch + 1))
        .mapToObj(plan::microBatches)
        .flatMap(List::stream)
        .map(ImmutableIntArray::asList)
        .toList();
  }

  private static List<Integer> all(int examples) {
    return IntStream.range(0, examples).boxed().toList();
  }

  @Property
  void an_epoch_holds_every_example_once(
      @ForAll("planners") EpochPlanner planner, @ForAll @IntRange(max = 3) int epoch) {
    assertThat(batches(new BatchPlan(planner), epoch).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(all(planner.lengths().size()));
  }

  @Property
  void a_step_is_the_same_alone_as_after_those_before_it(
      @ForAll("planners") EpochPlanner planner, @ForAll @IntRange(max = 3) int epochs) {
    BatchPlan inSequence = new BatchPlan(planner);
    List<List<ImmutableIntArray>> steps = new ArrayList<>();
    for (long step = 0; inSequence.epochOf(step) <= epochs; step++) {
      steps.add(inSequence.microBatches(step));
    }
    for (int step = steps.size() - 1; step >= 0; step -= 1 + step / 3) {
      assertThat(new BatchPlan(planner).microBatches(step)).isEqualTo(steps.get(step));
    }
    assertThat(new BatchPlan(planner).steps(epochs + 1)).isEqualTo(steps.size());
  }

  @Property
  void every_step_but_the_last_has_all_its_micro_batches(@ForAll("planners") EpochPlanner planner) {
    BatchPlan plan = new BatchPlan(planner);
    for (long step = 0; step < plan.steps(1) - 1; step++) {
      assertThat(plan.microBatches(step)).hasSize(planner.accumulation());
    }
    assertThat(plan.microBatches(plan.steps(1) - 1)).hasSizeBetween(1, planner.accumulation());
  }

  @Property
  void a_budget_is_exceeded_only_by_an_example_that_is_larger_itself(
      @ForAll("planners") EpochPlanner planner, @ForAll @IntRange(min = 1, max = 400) int budget) {
    EpochPlanner byTokens = withBatching(planner, Batching.byTokens(budget));
    for (List<Integer> rows : batches(new BatchPlan(byTokens), 0)) {
      int source = rows.stream().mapToInt(i -> planner.lengths().sources()[i]).max().orElseThrow();
      int target = rows.stream().mapToInt(i -> planner.lengths().targets()[i]).max().orElseThrow();
      assertThat(rows.size() == 1 || rows.size() * (source + target) <= budget)
          .as("%d rows of %d + %d tokens", rows.size(), source, target)
          .isTrue();
    }
  }

  @Property
  void batches_have_the_batch_size_where_tokens_are_not_counted(
      @ForAll("planners") EpochPlanner planner) {
    EpochPlanner grouped = withBatching(planner, Batching.groupedByLength());
    List<List<Integer>> batches = batches(new BatchPlan(grouped), 1);
    assertThat(batches.subList(0, batches.size() - 1))
        .allSatisfy(rows -> assertThat(rows).hasSize(planner.batchSize()));
  }

  private static EpochPlanner withBatching(EpochPlanner planner, Batching batching) {
    return new EpochPlanner(
        planner.lengths(),
        batching,
        planner.batchSize(),
        planner.accumulation(),
        planner.shuffled(),
        planner.seed());
  }

  private static List<Integer> order(EpochPlanner planner) {
    return planner.plan(0).order().asList();
  }

  /**
   * What get_length_grouped_indices promises: the longest first, and the rest, but for what was put
   * in the place of the longest, falling within each stretch of 50 steps of the shuffled order.
   */
  @Test
  void grouping_by_length_is_that_of_hugging_face() {
    int examples = 3000; // enough for 50 steps of 2 x 4 to be less than a quarter
    int stretch = 50 * 2 * 4;
    Lengths lengths =
        new Lengths(
            new SplittableRandom(1).ints(examples, 1, 500).toArray(),
            lengths(examples, 1).targets());
    lengths.sources()[1234] = 512;
    EpochPlanner planner = new EpochPlanner(lengths, Batching.groupedByLength(), 4, 2, true, 9);
    EpochPlanner shuffled = withBatching(planner, Batching.fixedSize());
    List<Integer> before = order(shuffled);
    List<Integer> order = order(planner);
    assertThat(order.get(0)).isEqualTo(1234);
    int from = before.indexOf(1234) / stretch * stretch;
    for (int start = 0; start < examples; start += stretch) {
      int end = Math.min(start + stretch, examples);
      List<Integer> expected = new ArrayList<>(before.subList(start, end));
      expected.sort((a, b) -> Integer.compare(lengths.sources()[b], lengths.sources()[a]));
      if (start == 0) {
        assertThat(order.subList(1, end)).isEqualTo(expected.subList(1, expected.size()));
      } else if (start == from) {
        assertThat(order.subList(start + 1, end)).isEqualTo(expected.subList(1, expected.size()));
      } else {
        assertThat(order.subList(start, end)).isEqualTo(expected);
      }
    }
    assertThat(from).as("the longest is in a later stretch").isPositive();
  }

  @Test
  void few_examples_are_grouped_in_four_stretches_or_one() {
    Lengths lengths = lengths(100, 3);
    EpochPlanner planner = new EpochPlanner(lengths, Batching.groupedByLength(), 5, 1, true, 4);
    // min(100 / (4 x 5), 50) steps of 5 examples.
    assertThat(rises(lengths, planner)).isEqualTo(3);
    EpochPlanner tiny = new EpochPlanner(lengths, Batching.groupedByLength(), 100, 1, true, 4);
    assertThat(rises(lengths, tiny)).isZero();
  }

  /** How often a source is longer than the one before. */
  private static long rises(Lengths lengths, EpochPlanner planner) {
    List<Integer> order = order(planner);
    return IntStream.range(2, order.size())
        .filter(i -> lengths.sources()[order.get(i)] > lengths.sources()[order.get(i - 1)])
        .count();
  }

  @Test
  void batches_of_a_token_budget_do_not_come_in_the_order_of_their_length() {
    Lengths lengths = lengths(2000, 5);
    BatchPlan plan =
        new BatchPlan(new EpochPlanner(lengths, Batching.byTokens(200), 1, 1, true, 5));
    List<Integer> longest =
        batches(plan, 0).stream()
            .map(rows -> rows.stream().mapToInt(i -> lengths.sources()[i]).max().orElseThrow())
            .toList();
    assertThat(longest).isNotEqualTo(longest.stream().sorted().toList());
    assertThat(longest.subList(0, longest.size() / 4)).contains(50).anyMatch(length -> length < 20);
    assertThat(batches(plan, 1)).isNotEqualTo(batches(plan, 0));
  }

  @Test
  void epochs_of_different_step_counts_are_counted_exactly() {
    BatchPlan plan =
        new BatchPlan(new EpochPlanner(lengths(299, 8), Batching.byTokens(90), 1, 1, true, 8));
    List<Long> counts =
        IntStream.range(0, 8).mapToObj(e -> plan.steps(e + 1) - plan.steps(e)).toList();
    assertThat(Set.copyOf(counts)).hasSizeGreaterThan(1);
    for (int epoch = 0; epoch < 8; epoch++) {
      assertThat(counts.get(epoch)).isEqualTo(plan.epoch(epoch).batches());
    }
  }

  @Test
  void the_share_of_epochs_done_follows_each_epochs_own_steps() {
    BatchPlan plan =
        new BatchPlan(new EpochPlanner(lengths(299, 8), Batching.byTokens(90), 1, 1, true, 8));
    assertThat(plan.epochs(0)).isZero();
    assertThat(plan.epochs(plan.steps(1))).isEqualTo(1);
    assertThat(plan.epochs(plan.steps(5))).isEqualTo(5);
    long second = plan.steps(2) - plan.steps(1);
    assertThat(plan.epochs(plan.steps(1) + 3)).isEqualTo(1 + 3.0 / second);
    assertThat(plan.epochOf(plan.steps(2) - 1)).isEqualTo(1);
    assertThat(plan.epochOf(plan.steps(2))).isEqualTo(2);
  }

  @Test
  void padding_is_the_share_of_places_that_hold_no_token() {
    Lengths lengths = new Lengths(new int[] {4, 2, 3}, new int[] {1, 2, 5});
    EpochPlanner planner = new EpochPlanner(lengths, Batching.fixedSize(), 2, 1, false, 0);
    // Two rows of 4 + 2, one of 3 + 5: 20 places for 17 tokens.
    assertThat(planner.plan(0).padding(lengths)).isEqualTo(1 - 17.0 / 20);
  }

  @Test
  void a_token_budget_wastes_far_less_than_chance() {
    Lengths lengths =
        new Lengths(
            new SplittableRandom(2).ints(4000, 20, 400).toArray(),
            new SplittableRandom(3).ints(4000, 5, 25).toArray());
    double random =
        new EpochPlanner(lengths, Batching.fixedSize(), 16, 1, true, 0).plan(0).padding(lengths);
    double budget =
        new EpochPlanner(lengths, Batching.byTokens(4096), 16, 1, true, 0).plan(0).padding(lengths);
    assertThat(random).isGreaterThan(0.3);
    assertThat(budget).isLessThan(0.1);
  }

  @Test
  void a_short_last_group_is_still_a_step() {
    Lengths lengths = lengths(11, 0);
    BatchPlan plan = new BatchPlan(new EpochPlanner(lengths, Batching.fixedSize(), 2, 4, false, 0));
    assertThat(plan.steps(1)).isEqualTo(2);
    assertThat(plan.microBatches(0))
        .extracting(ImmutableIntArray::asList)
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5), List.of(6, 7));
    assertThat(plan.microBatches(1))
        .extracting(ImmutableIntArray::asList)
        .containsExactly(List.of(8, 9), List.of(10));
    assertThat(plan.microBatches(2)).isEqualTo(plan.microBatches(0));
  }
}
