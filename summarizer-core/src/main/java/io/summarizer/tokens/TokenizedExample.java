package io.summarizer.tokens;

import java.util.Arrays;
import java.util.Objects;

/**
 * One article and its summary as token ids.
 *
 * @param id the name of the example, for messages
 * @param source the ids of the article, prefix first and end-of-sequence last; not copied, do not
 *     change
 * @param target the ids of the summary, end-of-sequence last; not copied, do not change
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are; equality is by content
public record TokenizedExample(String id, int[] source, int[] target) {

  /** Checks that neither side is empty: each has at least its end-of-sequence id. */
  public TokenizedExample {
    Objects.requireNonNull(id, "id");
    requireIds("source", id, source);
    requireIds("target", id, target);
  }

  private static void requireIds(String side, String id, int[] ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException(
          side
              + " of example '"
              + id
              + "': expected at least the end-of-sequence id, got an empty array");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenizedExample that
        && id.equals(that.id)
        && Arrays.equals(source, that.source)
        && Arrays.equals(target, that.target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, Arrays.hashCode(source), Arrays.hashCode(target));
  }

  @Override
  public String toString() {
    return "TokenizedExample["
        + id
        + ", source "
        + Arrays.toString(source)
        + ", target "
        + Arrays.toString(target)
        + "]";
  }
}
