package io.summarizer.report.html;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.report.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that shows a run: curves, evaluations, generated summaries and settings. It is one file
 * that needs no other and runs no script.
 *
 * <p>It is written anew after each evaluation and epoch, and when the run ends, however it does,
 * from the lines of a {@link io.summarizer.listener.MetricsLog}, which must be told of events
 * before this is. A page that cannot be written is logged and does not end the run.
 */
public final class HtmlReport implements TrainingListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HtmlReport.class);

  private final Path metrics;
  private final Path page;
  private final Supplier<Optional<GpuUsage>> gpu;
  private boolean started;
  private boolean ended;
  private boolean waiting;

  /**
   * A page of one run.
   *
   * @param metrics the file of the run's {@link io.summarizer.listener.MetricsLog}
   * @param page the file to write
   * @param gpu what the GPU did up to now, if there is one
   */
  public HtmlReport(Path metrics, Path page, Supplier<Optional<GpuUsage>> gpu) {
    this.metrics = metrics;
    this.page = page;
    this.gpu = gpu;
  }

  /**
   * Writes the page of a run from its metrics alone.
   *
   * @param metrics a file that a {@link io.summarizer.listener.MetricsLog} wrote
   * @param page the file to write; one that is there is replaced
   * @throws IOException if the one cannot be read or the other not be written
   */
  public static void write(Path metrics, Path page) throws IOException {
    Course course = CourseReader.read(metrics);
    WholeFile.write(page, Page.of(course, course.gpu(), Status.of(course, false)));
  }

  @Override
  public void onStart(TrainingPlan plan) {
    started = true;
    write(true);
  }

  /** The epoch may end with it; then one page is enough for both. */
  @Override
  public void onEvaluation(EvaluationPoint point) {
    waiting = true;
  }

  @Override
  public void onEpoch(EpochResult epoch) {
    write(true);
  }

  @Override
  public void onSaving(long step) {
    writeWaiting();
  }

  @Override
  public void onStep(TrainingStep step) {
    writeWaiting();
  }

  private void writeWaiting() {
    if (waiting) {
      write(true);
    }
  }

  @Override
  public void onEnd(FineTuningResult result) {
    ended = true;
    write(false);
  }

  /** Writes the page of a run that has not come to its end. */
  @Override
  public void close() {
    if (started && !ended) {
      write(false);
    }
  }

  private void write(boolean running) {
    waiting = false;
    try {
      Course course = CourseReader.read(metrics);
      Optional<GpuUsage> usage = gpu.get().or(course::gpu);
      WholeFile.write(page, Page.of(course, usage, Status.of(course, running)));
    } catch (IOException | RuntimeException e) { // a report is not worth a run
      LOG.warn("{} cannot be written: {}", page, e.toString());
    }
  }
}
