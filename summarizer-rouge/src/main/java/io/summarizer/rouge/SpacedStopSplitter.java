package io.summarizer.rouge;

import java.util.List;

/** Cuts at line ends and at full stops between two spaces, as the T5 paper's code does. */
final class SpacedStopSplitter implements SentenceSplitter {
  @Override
  public List<String> split(String text) {
    return NEWLINE.split(text.replace(" . ", " .\n"));
  }

  @Override
  public String toString() {
    return "spaced full stops";
  }
}
