package io.summarizer.rouge;

import java.util.ArrayList;
import java.util.List;

/** One sentence per line; see {@link SentenceSplitter#NEWLINE}. */
final class NewlineSentenceSplitter implements SentenceSplitter {
  @Override
  public List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      if (end > start) {
        lines.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return lines;
  }

  @Override
  public String toString() {
    return "newline";
  }
}
