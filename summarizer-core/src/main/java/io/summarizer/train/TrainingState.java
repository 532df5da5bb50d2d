package io.summarizer.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.summarizer.EarlyStopping;
import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How far a run is, besides parameters and optimizer: what {@code training_state.json} of a
 * checkpoint holds. For the thread that trains.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class TrainingState {
  /** Of {@link Lengths#fingerprint}; a run can only go on with the same data. */
  String dataFingerprint = "";

  /** See {@link io.summarizer.FineTuning#settings}. */
  Map<String, String> settings = new LinkedHashMap<>();

  /** Of the batches that fit the memory; a run that goes on splits its steps in the same way. */
  int batchSize;

  int gradientAccumulation;

  /** Optimizer steps done. */
  long step;

  /** Since the epoch began. */
  Totals epoch = Totals.ZERO;

  /** Since the last log. */
  Totals log = Totals.ZERO;

  /** The step at which an epoch was last reported. */
  long epochClosedAt;

  List<EpochResult> history = new ArrayList<>();
  List<EvaluationPoint> evaluations = new ArrayList<>();

  /** How many of the last evaluations were no better than the best before them. */
  int withoutImprovement;

  /** Steps whose examples are left out, since their numbers were not finite. */
  TreeSet<Long> leftOut = new TreeSet<>();

  /** How often the run has gone back to a checkpoint. */
  int rollBacks;

  /** Of the last step, for the next log. */
  double lastGradientNorm;

  double lastLearningRate;

  /** That of a run that has made no step. */
  static TrainingState start(String dataFingerprint, Map<String, String> settings) {
    TrainingState state = new TrainingState();
    state.dataFingerprint = dataFingerprint;
    state.settings = settings;
    return state;
  }

  /**
   * Checks what was read from a file.
   *
   * @throws IllegalArgumentException if no run after {@code expectedStep} steps has such a state
   */
  void check(long expectedStep) {
    Stream.of(dataFingerprint, settings, epoch, log, history, evaluations, leftOut)
        .forEach(part -> checkArgument(part != null, "a part is null"));
    checkArgument(step == expectedStep, "expected step %s, got %s", expectedStep, step);
    checkArgument(
        epochClosedAt >= 0
            && epochClosedAt <= step
            && withoutImprovement >= 0
            && rollBacks >= 0
            && batchSize >= 0
            && (batchSize == 0 ? gradientAccumulation == 0 : gradientAccumulation > 0)
            && (leftOut.isEmpty() || leftOut.first() >= 0)
            && epoch.isPossible()
            && log.isPossible(),
        "a count is below 0 or beyond the step");
  }

  /** The best evaluation so far. */
  Optional<EvaluationPoint> best() {
    return evaluations.stream().filter(EvaluationPoint::best).reduce((first, last) -> last);
  }

  /** Whether this step has been evaluated. */
  boolean isEvaluated() {
    return !evaluations.isEmpty() && evaluations.get(evaluations.size() - 1).step() == step;
  }

  /**
   * Notes an evaluation of this step. As in Hugging Face's Trainer, the best is replaced by
   * whatever is better, but patience asks for more than a threshold, except of the first. NaN is
   * never the best.
   */
  EvaluationPoint add(double epochs, Evaluation evaluation, Metric metric, double threshold) {
    return add(epochs, step, evaluation, metric, threshold);
  }

  private EvaluationPoint add(
      double epochs, long at, Evaluation evaluation, Metric metric, double threshold) {
    double value = metric.of(evaluation);
    double before = best().map(EvaluationPoint::evaluation).map(metric::of).orElse(metric.worst());
    boolean improved = evaluations.isEmpty() || metric.isBetter(value, before, threshold);
    withoutImprovement = improved ? 0 : withoutImprovement + 1;
    boolean best = metric.isBetter(value, before, 0);
    EvaluationPoint point = new EvaluationPoint(epochs, at, evaluation, best);
    evaluations.add(point);
    return point;
  }

  /** Compares the evaluations again, since a run that is gone on with may compare otherwise. */
  void compareAgain(Metric metric, double threshold) {
    List<EvaluationPoint> all = evaluations;
    evaluations = new ArrayList<>();
    withoutImprovement = 0;
    all.forEach(point -> add(point.epoch(), point.step(), point.evaluation(), metric, threshold));
  }

  boolean isOutOfPatience(EarlyStopping stopping) {
    return withoutImprovement >= stopping.patience();
  }
}
