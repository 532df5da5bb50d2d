package io.summarizer.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(axis::label).toList();
  }

  @Test
  void ticks_are_round_and_their_labels_tell_them_apart() {
    assertThat(labels(Axis.to(20, 5))).containsExactly("0", "5", "10", "15", "20");
    assertThat(labels(Axis.to(30_000, 5))).containsExactly("0", "10k", "20k", "30k");
    assertThat(labels(Axis.to(3e-4, 3))).containsExactly("0", "1.0e-04", "2.0e-04", "3.0e-04");
    assertThat(labels(Axis.around(DoubleStream.of(2.31, 2.36), false, 5)))
        .containsExactly("2.31", "2.32", "2.33", "2.34", "2.35", "2.36");
  }

  @Property
  void every_value_has_its_place_and_there_are_some_ticks(
      @ForAll @NotEmpty List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    Axis axis = Axis.around(values.stream().mapToDouble(it -> it), false, 5);
    assertThat(values).allSatisfy(it -> assertThat(axis.place(it)).isBetween(0.0, 1.0));
    assertThat(axis.ticks()).hasSizeBetween(1, 12);
  }

  @Test
  void one_value_lies_in_the_middle_and_none_leaves_an_axis_from_0_to_1() {
    assertThat(Axis.around(DoubleStream.of(5), false, 5).place(5)).isCloseTo(0.5, within(0.05));
    assertThat(Axis.around(DoubleStream.of(Double.NaN), true, 5).ticks()).contains(0.0, 1.0);
  }
}
