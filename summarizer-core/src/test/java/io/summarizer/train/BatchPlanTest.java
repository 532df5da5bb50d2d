package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Property
  void an_epoch_holds_every_example_once(
      @ForAll @IntRange(min = 1, max = 200) int examples,
      @ForAll @IntRange(min = 1, max = 9) int batchSize,
      @ForAll @IntRange(min = 1, max = 5) int accumulation,
      @ForAll @IntRange(min = 0, max = 3) int epoch,
      @ForAll boolean shuffled) {
    BatchPlan plan = new BatchPlan(examples, batchSize, accumulation, shuffled, 5);
    long first = epoch * plan.stepsPerEpoch();
    List<Integer> seen =
        LongStream.range(first, first + plan.stepsPerEpoch())
            .mapToObj(plan::microBatches)
            .flatMap(List::stream)
            .flatMap(List::stream)
            .toList();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all(examples));
    if (!shuffled) {
      assertThat(seen).isEqualTo(all(examples));
    }
  }

  @Test
  void a_short_last_group_is_still_a_step() {
    BatchPlan plan = new BatchPlan(11, 2, 4, false, 0);
    assertThat(plan.stepsPerEpoch()).isEqualTo(2);
    assertThat(plan.microBatches(0))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5), List.of(6, 7));
    assertThat(plan.microBatches(1)).containsExactly(List.of(8, 9), List.of(10));
    assertThat(plan.microBatches(2)).isEqualTo(plan.microBatches(0));
  }

  private static List<Integer> all(int examples) {
    return IntStream.range(0, examples).boxed().toList();
  }
}
