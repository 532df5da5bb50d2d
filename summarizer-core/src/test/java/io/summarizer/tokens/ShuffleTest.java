package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ShuffleTest {

  private static int[] order(int size, long seed, long epoch) {
    Shuffle shuffle = new Shuffle(size, seed, epoch);
    return IntStream.range(0, size).map(shuffle::indexAt).toArray();
  }

  @Test
  void everySizeTo2000_givesAPermutation() {
    for (int size = 1; size <= 2000; size++) {
      int[] sorted = order(size, size * 31L, size % 7);
      Arrays.sort(sorted);
      assertThat(sorted).as("size %d", size).isEqualTo(IntStream.range(0, size).toArray());
    }
  }

  @Property(tries = 200, seed = "20261123")
  void anySeedAndEpoch_giveAPermutation(
      @ForAll @IntRange(min = 1, max = 2000) int size,
      @ForAll long seed,
      @ForAll @LongRange(min = 0) long epoch) {
    int[] sorted = order(size, seed, epoch);
    Arrays.sort(sorted);
    assertThat(sorted).isEqualTo(IntStream.range(0, size).toArray());
  }

  @Property(tries = 200, seed = "20261123")
  void order_differsByEpochAndBySeed(
      @ForAll @IntRange(min = 20, max = 2000) int size,
      @ForAll long seed,
      @ForAll @LongRange(min = 0, max = 1000) long epoch) {
    int[] order = order(size, seed, epoch);

    assertThat(order).isNotEqualTo(order(size, seed, epoch + 1));
    assertThat(order).isNotEqualTo(order(size, seed + 1, epoch));
    assertThat(order).isEqualTo(order(size, seed, epoch));
  }

  @Test
  void order_isTheSameOnEveryMachine() {
    // Fixed when the class was written: a stored run must continue in the order it began with.
    assertThat(order(10, 42, 0)).containsExactly(1, 0, 3, 2, 7, 4, 9, 6, 5, 8);
    assertThat(order(10, 42, 1)).containsExactly(1, 8, 9, 2, 5, 6, 0, 7, 3, 4);
  }

  @Test
  void orders_ofFourExamplesAreEquallyLikely() {
    int[] counts = new int[256];
    int epochs = 24_000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] o = order(4, 7, epoch);
      counts[o[0] * 64 + o[1] * 16 + o[2] * 4 + o[3]]++;
    }
    int[] seen = Arrays.stream(counts).filter(c -> c > 0).toArray();
    double expected = epochs / 24.0;
    double chiSquare =
        Arrays.stream(seen).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();

    assertThat(seen).hasSize(24);
    assertThat(chiSquare).isLessThan(49.7); // 99.9 % of chi-square with 23 degrees of freedom
  }

  @Test
  void places_areUniformAndNeighboursIndependent() {
    // The place of every example, and the step between neighbours, in 100 classes each.
    int size = 100_003;
    int[] order = order(size, 3, 5);
    int[] steps = new int[100];
    int[] firstHalf = new int[100];
    for (int i = 0; i + 1 < size; i++) {
      steps[(int) (Math.floorMod((long) order[i + 1] - order[i], size) * 100L / size)]++;
      if (i < size / 2) {
        firstHalf[(int) (order[i] * 100L / size)]++;
      }
    }
    // 99.9 % of chi-square with 99 degrees of freedom; sampling without replacement is narrower
    assertThat(chiSquare(steps)).isLessThan(148.2);
    assertThat(chiSquare(firstHalf)).isLessThan(148.2);
  }

  private static double chiSquare(int[] counts) {
    double expected = Arrays.stream(counts).average().orElseThrow();
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void largestSize_staysInRange() {
    Shuffle shuffle = new Shuffle(Integer.MAX_VALUE, 1, 0);

    assertThat(IntStream.range(0, 1000).map(i -> shuffle.indexAt(Integer.MAX_VALUE - 1 - i)))
        .allMatch(i -> i >= 0 && i < Integer.MAX_VALUE)
        .doesNotHaveDuplicates();
  }

  @Test
  void wrongArguments_areReported() {
    assertThatThrownBy(() -> new Shuffle(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: expected at least 1 example, got 0");
    assertThatThrownBy(() -> new Shuffle(3, 1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epoch: expected 0 or more, got -1");
    assertThatThrownBy(() -> new Shuffle(3, 1, 0).indexAt(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("place: expected 0 to 2, got 3");
  }
}
