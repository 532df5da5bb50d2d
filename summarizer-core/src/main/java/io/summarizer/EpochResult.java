package io.summarizer;

import java.util.Locale;
import java.util.Optional;

/**
 * One epoch of the training history.
 *
 * @param epoch how many epochs are done; whole, unless the run ended within one
 * @param step the optimizer steps done
 * @param trainLoss the mean cross-entropy, in nats, over the label tokens seen in this epoch
 * @param evaluation made at its end, if one was
 * @param seconds spent on the epoch's training, without evaluation, saving and pauses
 * @param samplesPerSecond training examples in that time
 * @param padding the share of padding in all tokens, of both sides, that went through the network
 *     in training; 0 to below 1
 */
public record EpochResult(
    double epoch,
    long step,
    double trainLoss,
    Optional<Evaluation> evaluation,
    double seconds,
    double samplesPerSecond,
    double padding) {
  /** A line for people, the scores from 0 to 1. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "epoch %.2f, step %d: ", epoch, step));
    line.append(String.format(Locale.ROOT, "train loss %.4f", trainLoss));
    evaluation.ifPresent(
        e -> line.append(String.format(Locale.ROOT, ", validation loss %.4f", e.loss())));
    evaluation
        .flatMap(Evaluation::rouge)
        .ifPresent(
            rouge ->
                rouge
                    .byType()
                    .forEach(
                        (type, score) ->
                            line.append(
                                String.format(Locale.ROOT, ", %s %.4f", type, score.f1()))));
    return line.toString();
  }
}
