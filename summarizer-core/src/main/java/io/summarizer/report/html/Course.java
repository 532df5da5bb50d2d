package io.summarizer.report.html;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPlan;
import io.summarizer.gpu.GpuUsage;
import java.util.List;
import java.util.Optional;

/**
 * What has happened in a run, those parts included that it goes on with. Steps that were taken back
 * are not in it.
 *
 * @param plan of the last part
 * @param seconds that all parts took together, with everything
 * @param end why the run ended, if it has
 * @param modelStep whose parameters the model has, 0 while there is none
 * @param gpu what the GPU did in the last part, if it is known
 */
record Course(
    TrainingPlan plan,
    double seconds,
    List<TrainingLog> logs,
    List<EvaluationPoint> evaluations,
    List<EpochResult> epochs,
    List<Pause> pauses,
    List<RollBack> rollBacks,
    List<Long> resumedAfter,
    Optional<String> end,
    long modelStep,
    Optional<GpuUsage> gpu) {
  /**
   * A time in which the run waited.
   *
   * @param cause the name of a {@link io.summarizer.TrainingPause.Cause}
   * @param start in seconds since the last part of the run began; negative before it
   */
  record Pause(long step, String cause, double start, double seconds) {}

  /** A return to a checkpoint. */
  record RollBack(long step, long failedStep, String cause) {}

  /** The best evaluation. */
  Optional<EvaluationPoint> best() {
    return evaluations.stream().filter(EvaluationPoint::best).reduce((first, last) -> last);
  }

  /** The last step that anything is known of. */
  long lastStep() {
    long step = plan.stepsDone();
    for (TrainingLog log : logs) {
      step = Math.max(step, log.step());
    }
    for (EvaluationPoint point : evaluations) {
      step = Math.max(step, point.step());
    }
    return step;
  }

  /** Steps that changed nothing because a gradient overflowed. */
  long skippedSteps() {
    return logs.stream().mapToLong(TrainingLog::skippedSteps).sum();
  }
}
