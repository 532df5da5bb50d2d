package io.summarizer.report.html;

import io.summarizer.TrainingPause;
import io.summarizer.gpu.GpuPoint;
import io.summarizer.gpu.GpuUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What the GPU did, over the time. */
final class GpuSection {
  private static final double BYTES_PER_GIB = 1L << 30;

  private final GpuUsage usage;
  private final List<Chart.Band> pauses;
  private final double seconds;
  private final double unitSeconds;
  private final String unit;

  private GpuSection(Course course, GpuUsage usage) {
    this.usage = usage;
    seconds = usage.time().toMillis() / 1e3;
    unitSeconds = seconds > 7200 ? 3600 : seconds > 180 ? 60 : 1;
    unit = seconds > 7200 ? "hours" : seconds > 180 ? "minutes" : "seconds";
    pauses =
        course.pauses().stream()
            .filter(it -> it.start() >= 0)
            .map(
                it ->
                    new Chart.Band(
                        it.start() / unitSeconds,
                        (it.start() + it.seconds()) / unitSeconds,
                        it.cause().equals(TrainingPause.Cause.HEAT.name())
                            ? "paused, too hot"
                            : "paused"))
            .toList();
  }

  static String html(Course course, Optional<GpuUsage> gpu) {
    return gpu.filter(usage -> !usage.points().isEmpty())
        .map(usage -> new GpuSection(course, usage).html(!course.resumedAfter().isEmpty()))
        .orElse("");
  }

  private String html(boolean resumed) {
    return Html.format(
            "<p>%s, driver %s%s. Shaded: the run was paused.</p>\n",
            Html.text(usage.device().name()),
            Html.text(usage.device().driver()),
            resumed ? "; since the run was last gone on with" : "")
        + summary()
        + "<div class=\"charts\">\n"
        + chart("gpu-use", "Utilization", "%", GpuPoint::utilizationPercent)
        + chart("gpu-memory", "Memory in use", "GiB", GpuSection::gib)
        + chart("gpu-heat", "Temperature", "C", GpuPoint::temperatureCelsius)
        + chart("gpu-power", "Power", "W", GpuPoint::powerWatts)
        + "</div>\n";
  }

  private String summary() {
    return usage.throttled().isZero()
        ? ""
        : Html.format(
            "<p>Held back for %s: %s.</p>\n",
            Numbers.duration(usage.throttled().toMillis() / 1e3),
            Html.text(
                String.join(", ", usage.throttleReasons().stream().map(Enum::name).toList())));
  }

  private static OptionalDouble gib(GpuPoint point) {
    return point.usedMemoryBytes().isPresent()
        ? OptionalDouble.of(point.usedMemoryBytes().getAsLong() / BYTES_PER_GIB)
        : OptionalDouble.empty();
  }

  private String chart(
      String id, String title, String valueUnit, Function<GpuPoint, OptionalDouble> value) {
    List<Series.Point> points =
        usage.points().stream()
            .map(
                it ->
                    Series.Point.of(it.seconds() / unitSeconds, value.apply(it).orElse(Double.NaN)))
            .toList();
    return new Chart(
            id,
            title,
            valueUnit,
            unit,
            seconds / unitSeconds,
            true,
            List.of(Series.line(title, 0, points)),
            pauses)
        .html();
  }
}
