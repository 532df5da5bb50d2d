package io.summarizer.data.parquet;

import java.nio.ByteBuffer;

/** The distinct values of a column's pages, which refer to them by their positions. */
final class Dictionary {
  private final Content content;
  private final ByteBuffer page;

  /** Where each value begins in the page. */
  private final int[] starts;

  /**
   * Reads a dictionary page, of which so many values are announced.
   *
   * @throws MalformedPage if they are not there
   */
  Dictionary(Content content, ByteBuffer page, int count) {
    this.content = content;
    this.page = page;
    int least = content == Content.TEXT ? Integer.BYTES : content.width();
    if (count < 0 || count > page.remaining() / least) {
      throw new MalformedPage(
          "it announces " + count + " values in " + page.remaining() + " bytes");
    }
    this.starts = new int[count];
    ByteBuffer in = page.duplicate().order(page.order());
    for (int i = 0; i < count; i++) {
      starts[i] = in.position();
      int size = content == Content.TEXT ? PlainTexts.nextLength(in) : content.width();
      in.position(in.position() + size);
    }
  }

  /** Returns the value at a position, from 0. */
  String get(int index) {
    if (index < 0 || index >= starts.length) {
      throw new MalformedPage(
          "it refers to value "
              + Integer.toUnsignedString(index)
              + " of a dictionary of "
              + starts.length);
    }
    int start = starts[index];
    return content == Content.TEXT
        ? Utf8.decode(page.array(), page.arrayOffset() + start + Integer.BYTES, page.getInt(start))
        : content.integer(page.position(start));
  }
}
