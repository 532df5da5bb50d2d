package io.summarizer.train;

import static io.summarizer.options.RunOptions.*;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import io.summarizer.TrainingListener;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.listener.MetricsLog;
import io.summarizer.options.OptionSet;
import io.summarizer.report.GpuMonitor;
import io.summarizer.report.GpuReading;
import io.summarizer.report.Gpus;
import io.summarizer.report.RunLog;
import io.summarizer.report.TensorBoardLog;
import io.summarizer.report.ThermalGuard;
import io.summarizer.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What is watched in a run, and who watches: the reports of the library, then the user's own. */
final class Watchers implements AutoCloseable {
  private final ImmutableList<TrainingListener> listeners;
  private final Optional<GpuMonitor> monitor;
  private final ThermalGuard guard;
  private final Closer closer;

  private Watchers(
      ImmutableList<TrainingListener> listeners,
      Optional<GpuMonitor> monitor,
      ThermalGuard guard,
      Closer closer) {
    this.listeners = listeners;
    this.monitor = monitor;
    this.guard = guard;
    this.closer = closer;
  }

  static Watchers of(OptionSet options) {
    Closer closer = Closer.create();
    Gpus gpus = Gpus.open();
    closer.register(gpus::close);
    Optional<GpuMonitor> monitor = gpus.sensors().stream().findFirst().map(GpuMonitor::start);
    monitor.ifPresent(started -> closer.register(started::close));
    ThermalGuard guard =
        monitor
            .map(m -> new ThermalGuard(m::temperatureCelsius, options.get(THERMAL_LIMITS)))
            .orElseGet(ThermalGuard::off);
    ImmutableList.Builder<TrainingListener> listeners = ImmutableList.builder();
    if (options.get(REPORTS)) {
      listeners.addAll(reports(options.get(OUTPUT_DIRECTORY), monitor, closer));
    }
    listeners.addAll(options.get(LISTENERS));
    listeners.add(new RunLog()); // when others have left the terminal to it
    return new Watchers(listeners.build(), monitor, guard, closer);
  }

  /** In the order in which they hear of things: the page is made from the metrics. */
  private static ImmutableList<TrainingListener> reports(
      Path directory, Optional<GpuMonitor> monitor, Closer closer) {
    MetricsLog metrics = new MetricsLog(directory.resolve("metrics.jsonl"));
    closer.register(metrics::close);
    TensorBoardLog tensorBoard =
        new TensorBoardLog(
            directory.resolve("tensorboard"),
            () -> monitor.map(GpuMonitor::reading).orElse(GpuReading.EMPTY));
    closer.register(tensorBoard::close);
    HtmlReport page =
        new HtmlReport(
            directory.resolve("metrics.jsonl"),
            directory.resolve("report.html"),
            () -> monitor.map(GpuMonitor::usage));
    closer.register(page::close);
    return ImmutableList.of(metrics, tensorBoard, page);
  }

  ImmutableList<TrainingListener> listeners() {
    return listeners;
  }

  ThermalGuard guard() {
    return guard;
  }

  /** What the GPU did up to now, if there is one. */
  Optional<GpuUsage> gpuUsage() {
    return monitor.map(GpuMonitor::usage);
  }

  @Override
  public void close() {
    try {
      closer.close();
    } catch (IOException e) {
      throw new SummarizerException(
          Remedy.FIX_ENVIRONMENT, "the reports cannot be closed (" + e + ")", e);
    }
  }
}
