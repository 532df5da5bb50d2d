package io.summarizer.train;

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

  /** The best evaluation so far. */
  Optional<EvaluationPoint> best() {
    return evaluations.stream().filter(EvaluationPoint::best).reduce((first, last) -> last);
  }

  /** Whether this step has been evaluated. */
  boolean isEvaluated() {
    return !evaluations.isEmpty() && evaluations.get(evaluations.size() - 1).step() == step;
  }

  /**
   * Notes an evaluation. As in Hugging Face's Trainer, the best is replaced by whatever is better,
   * but patience asks for more than a threshold.
   */
  EvaluationPoint add(double epochs, Evaluation evaluation, Metric metric, double threshold) {
    double value = metric.of(evaluation);
    Optional<Double> before = best().map(EvaluationPoint::evaluation).map(metric::of);
    boolean best = before.isEmpty() || metric.isBetter(value, before.get(), 0);
    boolean improved = before.isEmpty() || metric.isBetter(value, before.get(), threshold);
    withoutImprovement = improved ? 0 : withoutImprovement + 1;
    EvaluationPoint point = new EvaluationPoint(epochs, step, evaluation, best);
    evaluations.add(point);
    return point;
  }

  boolean isOutOfPatience(EarlyStopping stopping) {
    return withoutImprovement >= stopping.patience();
  }
}
