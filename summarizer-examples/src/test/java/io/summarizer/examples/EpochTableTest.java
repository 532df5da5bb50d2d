package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.EvaluationPoint;
import io.summarizer.FineTuningResult;
import io.summarizer.TokenizationReport;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingPlan;
import io.summarizer.TrainingStep;
import io.summarizer.audit.Lengths;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EpochTableTest {
  private static final Evaluation EVALUATION =
      new Evaluation(
          10,
          1.5,
          Optional.of(
              new Evaluation.Generated(
                  new RougeScores(
                      RougeProfile.ROUGE_SCORE,
                      Map.of(
                          RougeType.ROUGE_1, f1(0.5),
                          RougeType.ROUGE_2, f1(0.25),
                          RougeType.ROUGE_L, f1(1),
                          RougeType.ROUGE_LSUM, f1(0.12345)),
                      0),
                  21.04,
                  0,
                  List.of())),
          3);

  private static RougeScore f1(double value) {
    return new RougeScore(value, value, value);
  }

  static TrainingPlan plan(long stepsPerEpoch, long totalSteps) {
    var report = new TokenizationReport(10, 0, List.of(), 0, 0);
    Lengths lengths = Lengths.ofCut(new int[] {5}, 8, 0);
    return new TrainingPlan(
        1234,
        report,
        Optional.empty(),
        stepsPerEpoch,
        totalSteps,
        0,
        0.25,
        new TrainingPlan.ExampleLengths(lengths, lengths),
        2,
        Map.of());
  }

  static TrainingStep step(long step) {
    return new TrainingStep(step, step / 4.0, 10.0 / step, 1, 1e-3, 5, 50, false);
  }

  static EvaluationPoint point(long step) {
    return new EvaluationPoint(step / 4.0, step, EVALUATION, step < 5);
  }

  private long now;

  private List<String> table(Consumer<EpochTable> run) {
    Cli.Captured captured = new Cli.Captured(false);
    EpochTable table =
        new EpochTable(
            captured.streams(),
            new Ticker() {
              @Override
              public long read() {
                return now;
              }
            });
    table.onStart(plan(4, 8));
    run.accept(table);
    return captured.out().lines().skip(1).toList();
  }

  private void steps(EpochTable table, long from, long to) {
    for (long step = from; step <= to; step++) {
      now += 2_000_000_000L;
      table.onStep(step(step));
    }
  }

  @Test
  void numbers_stand_under_their_names_in_every_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(
              table(
                  table -> {
                    steps(table, 1, 4);
                    table.onEvaluation(point(4));
                    table.onEpoch(
                        new EpochResult(
                            1, 4, 2.22521, Optional.of(EVALUATION), 16.123, 1248.31, 0.1));
                    steps(table, 5, 6);
                    table.onEpoch(new EpochResult(1.5, 6, 12.5, Optional.empty(), 7, 8.25, 0.1));
                  }))
          .containsExactly(
              "  1.00      2.2252    1.5000   50.00   25.00  100.00      12.35     21.0     16.1"
                  + "     1248.3 *",
              "  1.50     12.5000         -       -       -       -          -        -      7.0"
                  + "        8.3");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void evaluations_within_an_epoch_have_rows_with_the_loss_since_the_row_before() {
    assertThat(
            table(
                table -> {
                  steps(table, 1, 2);
                  table.onEvaluating(2);
                  now += 30_000_000_000L;
                  table.onEvaluation(point(2));
                  steps(table, 3, 4);
                  table.onEpoch(new EpochResult(1, 4, 5, Optional.empty(), 8, 2.5, 0.1));
                  steps(table, 5, 6);
                  table.onEvaluating(6);
                  table.onEvaluation(point(6));
                  table.onEnd(
                      new FineTuningResult(
                          Path.of("x"),
                          TrainingEnd.STOPPED,
                          6,
                          plan(4, 8),
                          List.of(),
                          List.of(),
                          Optional.empty(),
                          Optional.empty()));
                }))
        .extracting(row -> row.substring(0, 28) + "|" + row.substring(66))
        .containsExactly(
            "  0.50      7.5000    1.5000|  21.0      4.0        2.5 *",
            "  1.00      2.9167         -|     -      4.0        2.5",
            "  1.50      1.8333    1.5000|  21.0      4.0        2.5");
  }
}
