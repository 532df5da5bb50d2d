package io.summarizer.summarize;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.generate.Generated;
import java.util.List;

/**
 * A summary of a part, or of several one after another.
 *
 * @param generated its tokens
 * @param text its text
 */
record PartSummary(Generated generated, String text) {
  int length() {
    return generated.ids().length();
  }

  /**
   * The summaries one after another: one end token, the score of all their log-probabilities.
   *
   * @param lengthPenalty the power of the lengths by which they were divided
   */
  static PartSummary join(List<PartSummary> summaries, double lengthPenalty) {
    ImmutableIntArray.Builder ids = ImmutableIntArray.builder();
    double sum = 0;
    int length = 0;
    for (int i = 0; i < summaries.size(); i++) {
      Generated part = summaries.get(i).generated();
      boolean last = i == summaries.size() - 1;
      int kept = part.ended() && !last ? part.ids().length() - 1 : part.ids().length();
      ids.addAll(part.ids().subArray(0, kept));
      sum += part.score() * Math.pow(part.ids().length(), lengthPenalty);
      length += part.ids().length();
    }
    boolean ended = summaries.stream().allMatch(summary -> summary.generated().ended());
    return new PartSummary(
        new Generated(ids.build(), sum / Math.pow(length, lengthPenalty), ended),
        String.join(" ", summaries.stream().map(PartSummary::text).toList()));
  }
}
