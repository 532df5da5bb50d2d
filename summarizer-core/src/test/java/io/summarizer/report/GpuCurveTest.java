package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.gpu.GpuPoint;
import io.summarizer.gpu.ThrottleReason;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GpuCurveTest {
  @Property(tries = 100)
  void any_number_of_readings_fits_and_none_is_lost(
      @ForAll @IntRange(min = 1, max = 5000) int readings) {
    GpuCurve curve = new GpuCurve();
    for (int i = 0; i < readings; i++) {
      curve.add(i, FakeGpu.reading(i, i, i, i));
    }
    List<GpuPoint> points = curve.points();

    assertThat(points).hasSizeLessThanOrEqualTo(GpuCurve.MAX_POINTS);
    assertThat(points).hasSizeGreaterThanOrEqualTo(Math.min(readings, GpuCurve.MAX_POINTS / 2));
    double begin = 0;
    for (GpuPoint point : points) {
      double last = begin + point.readings() - 1;
      assertThat(point.seconds()).isEqualTo(begin);
      assertThat(point.usedMemoryBytes()).hasValue((long) last);
      assertThat(point.temperatureCelsius()).hasValue(last);
      assertThat(point.utilizationPercent().getAsDouble())
          .isCloseTo((begin + last) / 2, within(1e-9));
      assertThat(point.powerWatts()).isEqualTo(point.utilizationPercent());
      begin = last + 1;
    }
    assertThat(begin).isEqualTo(readings);
  }

  @Test
  void a_point_is_throttled_if_any_of_its_readings_is() {
    GpuCurve curve = new GpuCurve();
    for (int i = 0; i <= GpuCurve.MAX_POINTS; i++) {
      ThrottleReason[] reasons = {i == 5 ? ThrottleReason.POWER_CAP : ThrottleReason.IDLE};
      curve.add(i, FakeGpu.reading(0, 0, 0, 0, reasons));
    }
    List<GpuPoint> points = curve.points();
    assertThat(points.get(2).readings()).isEqualTo(2);
    assertThat(points.stream().filter(GpuPoint::throttled)).containsExactly(points.get(2));
  }
}
