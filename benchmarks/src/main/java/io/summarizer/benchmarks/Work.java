package io.summarizer.benchmarks;

import io.summarizer.model.FeedForward;
import io.summarizer.model.T5Config;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a training step, without padding, as in {@code 16x1024+128}: 16 of 1,024 source
 * and 128 target tokens.
 */
public record Work(int rows, int source, int target) {
  private static final Pattern TEXT = Pattern.compile("(\\d+)x(\\d+)\\+(\\d+)");

  static Work parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "work: expected rows x source + target tokens as in 16x1024+128, got '" + text + "'");
    }
    return new Work(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  /** Source and target tokens of all examples. */
  long tokens() {
    return (long) rows * (source + target);
  }

  /**
   * The operations of the matrix products of a step, a multiplication and an addition each: 6 for
   * every weight and token that passes it, 2 forward and 4 backward, and in attention 12 for every
   * element of a head and pair of a query and a key. What recomputation does twice counts once.
   *
   * @see <a href="https://arxiv.org/abs/2204.02311">Chowdhery et al., PaLM, appendix B: model FLOPs
   *     utilization</a>
   */
  public double operations(T5Config config) {
    double width = config.dModel();
    double heads = (double) config.numHeads() * config.dKv();
    double attention = 4 * width * heads; // query, key, value, output
    double feedForward =
        (config.feedForward() == FeedForward.GATED_GELU ? 3 : 2) * width * config.dFf();
    double keysAndValues = 2 * width * heads;
    double toSource =
        config.numLayers() * (attention + feedForward) + config.numDecoderLayers() * keysAndValues;
    double toTarget =
        config.numDecoderLayers() * (2 * attention - keysAndValues + feedForward)
            + width * config.vocabSize();
    double pairs =
        (double) config.numLayers() * source * source
            + (double) config.numDecoderLayers() * target * (target + source);
    return rows * (6 * (toSource * source + toTarget * target) + 12 * heads * pairs);
  }
}
