package io.summarizer.rouge;

import java.util.stream.IntStream;

/** The units of one text that a measure counts, numbered from 0 in the order of the text. */
interface Units {
  int count();

  /** The tokens that make up a unit, as places in the list of the text's tokens. */
  int[] tokens(int unit);

  /** Every run of {@code length} neighbouring tokens of a text of {@code tokens} tokens. */
  static Units runs(int tokens, int length) {
    return new Runs(tokens, length);
  }

  /** See {@link #runs}. */
  record Runs(int textLength, int length) implements Units {
    @Override
    public int count() {
      return Math.max(textLength - length + 1, 0);
    }

    @Override
    public int[] tokens(int unit) {
      return IntStream.range(unit, unit + length).toArray();
    }
  }
}
