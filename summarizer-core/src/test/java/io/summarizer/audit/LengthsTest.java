package io.summarizer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LengthsTest {
  @Test
  void hundredLengths_haveTheirRanksAndBars() {
    Lengths lengths = Lengths.of(IntStream.rangeClosed(1, 100).toArray(), 80);

    assertThat(lengths.mean()).isEqualTo(50.5);
    assertThat(lengths.shortest()).isEqualTo(1);
    assertThat(lengths.median()).isEqualTo(50);
    assertThat(lengths.percentile90()).isEqualTo(90);
    assertThat(lengths.percentile99()).isEqualTo(99);
    assertThat(lengths.longest()).isEqualTo(100);
    assertThat(lengths.truncated()).isEqualTo(20);
    assertThat(lengths.histogram()).hasSize(10).allMatch(bar -> bar.texts() == 10);
    assertThat(lengths.histogram().get(9)).isEqualTo(new Lengths.Bar(91, 100, 10));
  }

  @Property(tries = 200)
  void anyLengths_areEachInOneBar(
      @ForAll @Size(min = 1, max = 50) int[] drawn,
      @ForAll @IntRange(min = 1, max = 600) int limit) {
    int[] lengths = IntStream.of(drawn).map(x -> 1 + Math.floorMod(x, 5000)).toArray();
    Lengths result = Lengths.of(lengths, limit);

    assertThat(result.histogram()).hasSizeBetween(1, 12);
    assertThat(result.histogram())
        .allSatisfy(
            bar ->
                assertThat(bar.texts())
                    .isEqualTo(
                        IntStream.of(lengths)
                            .filter(x -> bar.from() <= x && x <= bar.to())
                            .count()));
    assertThat(result.histogram().stream().mapToLong(Lengths.Bar::texts).sum())
        .isEqualTo(lengths.length);
    assertThat(result.truncated()).isEqualTo(IntStream.of(lengths).filter(x -> x > limit).count());
  }
}
