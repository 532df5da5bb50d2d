package io.summarizer.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Some examples padded to one rectangle: what one step of the training graph takes.
 *
 * <p>The arrays are row-major: row r of the sources starts at {@code r * sourceLength}. The padding
 * rules are those of Hugging Face's {@code DataCollatorForSeq2Seq}. They are not copied; do not
 * change them.
 *
 * @param rows the number of examples
 * @param sourceLength the length of the longest source, in tokens
 * @param targetLength the length of the longest target, in tokens
 * @param sourceIds the source ids, filled up with the padding id; [rows * sourceLength]
 * @param sourceLengths the number of source ids of each row that are not padding; position p of row
 *     r may be attended to if {@code p < sourceLengths[r]}; [rows]
 * @param labels the target ids, filled up with {@link #IGNORED}; [rows * targetLength]
 * @param padId the padding id
 */
@SuppressWarnings("ArrayRecordComponent") // passed on as they are; equality is by content
public record Batch(
    int rows,
    int sourceLength,
    int targetLength,
    long[] sourceIds,
    long[] sourceLengths,
    long[] labels,
    int padId) {

  /** The label that the loss leaves out, as in PyTorch and Hugging Face. */
  public static final long IGNORED = -100;

  /** Checks that the arrays have the sizes the dimensions ask for. */
  public Batch {
    requirePositive("rows", rows);
    requirePositive("sourceLength", sourceLength);
    requirePositive("targetLength", targetLength);
    requireSize("sourceIds", Math.multiplyExact(rows, sourceLength), sourceIds);
    requireSize("sourceLengths", rows, sourceLengths);
    requireSize("labels", Math.multiplyExact(rows, targetLength), labels);
    for (long length : sourceLengths) {
      if (length < 1 || length > sourceLength) {
        throw new IllegalArgumentException(
            "sourceLengths: expected 1 to " + sourceLength + " in each row, got " + length);
      }
    }
  }

  /**
   * Pads examples to the longest source and the longest target among them.
   *
   * @throws IllegalArgumentException if there is no example
   */
  public static Batch of(List<TokenizedExample> examples, int padId) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("examples: expected at least one, got an empty list");
    }
    int rows = examples.size();
    int sourceLength = examples.stream().mapToInt(e -> e.source().length).max().getAsInt();
    int targetLength = examples.stream().mapToInt(e -> e.target().length).max().getAsInt();
    long[] sourceIds = filled(Math.multiplyExact(rows, sourceLength), padId);
    long[] labels = filled(Math.multiplyExact(rows, targetLength), IGNORED);
    long[] sourceLengths = new long[rows];
    for (int row = 0; row < rows; row++) {
      TokenizedExample example = examples.get(row);
      copy(example.source(), sourceIds, row * sourceLength);
      copy(example.target(), labels, row * targetLength);
      sourceLengths[row] = example.source().length;
    }
    return new Batch(rows, sourceLength, targetLength, sourceIds, sourceLengths, labels, padId);
  }

  /** Returns the number of labels that count in the loss. */
  public int labelTokens() {
    int count = 0;
    for (long label : labels) {
      if (label != IGNORED) {
        count++;
      }
    }
    return count;
  }

  /** Returns the number of ids of both sides that are not padding. */
  public long tokens() {
    return LongStream.of(sourceLengths).sum() + labelTokens();
  }

  /** Returns the number of ids of both sides, padding included. */
  public long paddedTokens() {
    return (long) sourceIds.length + labels.length;
  }

  /**
   * Returns the decoder's inputs: each row of labels moved right by one place behind the start id,
   * with padding in place of {@link #IGNORED}. This is T5's {@code _shift_right}.
   *
   * @param startId the id the decoder starts with; T5 starts with the padding id
   * @return a new array, [rows * targetLength]
   */
  public long[] decoderInputs(int startId) {
    long[] inputs = new long[labels.length];
    for (int row = 0; row < rows; row++) {
      int start = row * targetLength;
      inputs[start] = startId;
      for (int i = start + 1; i < start + targetLength; i++) {
        inputs[i] = labels[i - 1] == IGNORED ? padId : labels[i - 1];
      }
    }
    return inputs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that
        && rows == that.rows
        && sourceLength == that.sourceLength
        && targetLength == that.targetLength
        && padId == that.padId
        && Arrays.equals(sourceIds, that.sourceIds)
        && Arrays.equals(sourceLengths, that.sourceLengths)
        && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sourceIds) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "Batch[sources "
        + rows
        + " x "
        + sourceLength
        + ", labels "
        + rows
        + " x "
        + targetLength
        + ", "
        + labelTokens()
        + " label tokens]";
  }

  private static long[] filled(int size, long value) {
    long[] array = new long[size];
    Arrays.fill(array, value);
    return array;
  }

  private static void copy(int[] from, long[] to, int start) {
    for (int i = 0; i < from.length; i++) {
      to[start + i] = from[i];
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
    }
  }

  private static void requireSize(String name, int size, long[] array) {
    if (array.length != size) {
      throw new IllegalArgumentException(
          name + ": expected " + size + " elements, got " + array.length);
    }
  }
}
