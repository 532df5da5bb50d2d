package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.TrainingPlan;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import io.summarizer.text.TokenizedDataset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    var report = new TokenizedDataset.Report(10, 0, List.of(), 0, 0);
    return new TrainingPlan(
        1234, report, Optional.empty(), stepsPerEpoch, totalSteps, 0, 0.25, 2, Map.of());
  }

  private static List<String> table(EpochResult... epochs) {
    Cli.Captured captured = new Cli.Captured(false);
    EpochTable table = new EpochTable(captured.streams());
    table.onStart(plan(4, 8));
    for (EpochResult epoch : epochs) {
      table.onEpoch(epoch);
    }
    return captured.out().lines().toList();
  }

  @Test
  void numbers_stand_under_their_names_in_every_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(
              table(
                  new EpochResult(1, 4, 2.22521, Optional.of(EVALUATION), 16.123, 1248.31, 0.1),
                  new EpochResult(1.5, 6, 12.5, Optional.empty(), 7, 8.25, 0.1)))
          .containsExactly(
              " epoch  train loss  val loss  rouge1  rouge2  rougeL  rougeLsum  gen len  seconds"
                  + "  samples/s",
              "  1.00      2.2252    1.5000   50.00   25.00  100.00      12.35     21.0     16.1"
                  + "     1248.3",
              "  1.50     12.5000         -       -       -       -          -        -      7.0"
                  + "        8.3");
    } finally {
      Locale.setDefault(before);
    }
  }
}
