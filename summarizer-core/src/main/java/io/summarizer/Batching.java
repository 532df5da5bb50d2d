package io.summarizer;

import io.summarizer.options.Checks;
import java.util.Locale;

/**
 * Which examples go through the network together. Whatever does is padded to the longest of it, and
 * padding costs as much time as text: batches of examples of similar length have less of it.
 *
 * @param policy how batches are formed
 * @param batchTokens the tokens a batch may have, padding included; 0 unless the policy is {@link
 *     Policy#TOKEN_BUDGET}
 */
public record Batching(Policy policy, int batchTokens) {
  /** How batches are formed. */
  public enum Policy {
    /** Of a number of examples, whatever their length. */
    FIXED_SIZE,
    /** Of a number of examples of similar source length. */
    LENGTH_GROUPED,
    /** Of examples of similar length, as many as a number of tokens allows. */
    TOKEN_BUDGET
  }

  /** Checks that there is a budget where one is needed. */
  public Batching {
    if (policy == Policy.TOKEN_BUDGET) {
      Checks.atLeast("batchTokens", 1, batchTokens);
    } else if (batchTokens != 0) {
      throw new IllegalArgumentException(
          "batchTokens: expected 0 for " + policy + ", got " + batchTokens);
    }
  }

  /** Batches of {@code batchSize} examples in the order of the epoch: the default. */
  public static Batching fixedSize() {
    return new Batching(Policy.FIXED_SIZE, 0);
  }

  /**
   * Batches of {@code batchSize} examples of similar source length: Hugging Face's {@code
   * group_by_length}. Stretches of 50 optimizer steps of the shuffled epoch are sorted from long to
   * short; the longest example of all comes first, so that a lack of memory shows at once.
   */
  public static Batching groupedByLength() {
    return new Batching(Policy.LENGTH_GROUPED, 0);
  }

  /**
   * Batches of examples of similar length, as many as fit: rows x (longest source + longest target)
   * is at most {@code batchTokens}. An example that is longer is a batch of its own. Stretches of
   * about 100 batches of the shuffled epoch are sorted by length and cut; then the batches are
   * shuffled. The number of steps differs a little from epoch to epoch.
   *
   * @param batchTokens tokens of a batch, both sides and padding included, 1 or more
   */
  public static Batching byTokens(int batchTokens) {
    return new Batching(Policy.TOKEN_BUDGET, batchTokens);
  }

  @Override
  public String toString() {
    return switch (policy) {
      case FIXED_SIZE -> "examples";
      case LENGTH_GROUPED -> "examples of similar length";
      case TOKEN_BUDGET ->
          String.format(Locale.ROOT, "up to %,d tokens, padding included", batchTokens);
    };
  }
}
