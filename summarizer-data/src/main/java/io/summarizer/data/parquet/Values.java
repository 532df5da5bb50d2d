package io.summarizer.data.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/** The values of a page, without its nulls, in order. */
interface Values {
  /**
   * Returns the next value; integers in decimal.
   *
   * @throws MalformedPage if there is none, or it is damaged
   * @throws java.nio.BufferUnderflowException if the page ends within it
   * @throws MalformedText if it is not UTF-8
   */
  String next();

  /**
   * Returns the values that an encoding made bytes of.
   *
   * @param dictionary the dictionary of the pages, or null if they have none
   * @throws MalformedPage if the content has no such encoding, or the page is damaged
   */
  static Values of(
      Encoding encoding, Content content, ByteBuffer in, @Nullable Dictionary dictionary) {
    boolean text = content == Content.TEXT;
    switch (encoding) {
      case PLAIN:
        return text ? new PlainTexts(in) : () -> content.integer(in);
      case PLAIN_DICTIONARY, RLE_DICTIONARY:
        if (dictionary == null) {
          throw new MalformedPage("its values refer to a dictionary, but the column has none");
        }
        return ofDictionary(in, dictionary);
      case DELTA_BINARY_PACKED:
        if (!text) {
          DeltaIntegers integers = new DeltaIntegers(in);
          return () -> content.integer(integers.next());
        }
        break;
      case DELTA_LENGTH_BYTE_ARRAY:
        if (text) {
          return new DeltaLengthTexts(in);
        }
        break;
      case DELTA_BYTE_ARRAY:
        if (text) {
          return new DeltaTexts(in);
        }
        break;
      default:
        break;
    }
    throw new MalformedPage(
        "its values have the encoding " + encoding + ", which is not read here",
        "write the file again without it",
        null);
  }

  private static Values ofDictionary(ByteBuffer in, Dictionary dictionary) {
    int width = in.hasRemaining() ? in.get() : 0;
    RunLengthDecoder indices = new RunLengthDecoder(in, width);
    return () -> dictionary.get(indices.next());
  }
}
