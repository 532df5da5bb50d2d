package io.summarizer.summarize;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.SummaryListener;
import java.util.function.Function;

/**
 * Cuts a summary that grows token by token into pieces of text that stay.
 *
 * <p>All tokens so far are decoded each time, since a decoder may treat the first token in a way of
 * its own. Where tokens are bytes, those of a character that is not whole are decoded as U+FFFD:
 * such an end is kept back.
 */
final class TextPieces {
  private static final char REPLACEMENT = '\uFFFD';

  private final Function<ImmutableIntArray, String> decoder;
  private final SummaryListener listener;
  private ImmutableIntArray tokens = ImmutableIntArray.of();
  private int shown;

  TextPieces(Function<ImmutableIntArray, String> decoder, SummaryListener listener) {
    this.decoder = decoder;
    this.listener = listener;
  }

  /** Takes in the next token. */
  void add(int token) {
    tokens = ImmutableIntArray.builder(tokens.length() + 1).addAll(tokens).add(token).build();
    String text = decoder.apply(tokens);
    int whole = text.length();
    while (whole > shown && text.charAt(whole - 1) == REPLACEMENT) {
      whole--;
    }
    show(text, whole);
  }

  /** Shows what was kept back of the whole text. */
  void end(String text) {
    show(text, text.length());
  }

  private void show(String text, int end) {
    if (end > shown) {
      listener.onText(text.substring(shown, end));
      shown = end;
    }
  }
}
