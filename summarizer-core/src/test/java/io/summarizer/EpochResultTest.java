package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.rouge.RougeScores;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochResultTest {
  private static EpochResult epoch(Optional<Evaluation> evaluation) {
    return new EpochResult(1, 250, 2.22391, evaluation, 8.4, 476.7, 0.12);
  }

  @Test
  void text_is_a_line_with_losses_and_scores() {
    RougeScores rouge = Evaluation.SCORER.score("A red cat.", "A red dog.");
    Evaluation evaluation =
        new Evaluation(
            4, 0.7105, Optional.of(new Evaluation.Generated(rouge, 21, 0, List.of())), 2);
    assertThat(epoch(Optional.of(evaluation)))
        .hasToString(
            "epoch 1.00, step 250: train loss 2.2239, validation loss 0.7105, rouge1 0.6667,"
                + " rouge2 0.5000, rougeL 0.6667, rougeLsum 0.6667");
  }

  @Test
  void text_leaves_out_what_was_not_measured() {
    assertThat(epoch(Optional.empty())).hasToString("epoch 1.00, step 250: train loss 2.2239");
    assertThat(epoch(Optional.of(new Evaluation(4, 0.7105, Optional.empty(), 2))))
        .hasToString("epoch 1.00, step 250: train loss 2.2239, validation loss 0.7105");
  }
}
