package io.summarizer.examples.quickstart;

import java.util.List;

/**
 * A written report.
 *
 * @param sentences the article's sentences in order
 * @param summary the reference summary
 * @param facts the drawn facts that the summary states, each of which the article states too
 */
record Story(List<String> sentences, String summary, List<String> facts) {
  Story {
    sentences = List.copyOf(sentences);
    facts = List.copyOf(facts);
  }

  String article() {
    return String.join(" ", sentences);
  }
}
