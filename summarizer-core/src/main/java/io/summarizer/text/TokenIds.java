package io.summarizer.text;

import java.util.Arrays;

/**
 * The token ids of one text, and how long they were before truncation.
 *
 * @param ids the ids that are left, the last of them end-of-sequence; not copied, do not change
 * @param fullLength the number of ids of the whole text, end-of-sequence included
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are; equality is by content
public record TokenIds(int[] ids, int fullLength) {

  /** Checks that there is at least one id and that the full length is not below the kept one. */
  public TokenIds {
    if (ids.length == 0) {
      throw new IllegalArgumentException(
          "ids: expected at least the end-of-sequence id, got an empty array");
    }
    if (fullLength < ids.length) {
      throw new IllegalArgumentException(
          "fullLength: expected at least the " + ids.length + " ids kept, got " + fullLength);
    }
  }

  /** Returns whether a part of the text was cut off. */
  public boolean truncated() {
    return ids.length < fullLength;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenIds that
        && fullLength == that.fullLength
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + fullLength;
  }

  @Override
  public String toString() {
    return "TokenIds[" + ids.length + " of " + fullLength + " ids: " + Arrays.toString(ids) + "]";
  }
}
