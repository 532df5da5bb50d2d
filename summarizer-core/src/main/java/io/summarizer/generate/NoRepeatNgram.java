package io.summarizer.generate;

import io.summarizer.graph.Value;

/**
 * Bans tokens that would complete a sequence of {@code size} tokens which the row has already, the
 * start token included: Hugging Face's NoRepeatNGramLogitsProcessor.
 */
record NoRepeatNgram(int size) {
  Ban ban(TokenHistory history) {
    Value candidates = history.all(); // [rows, tokens]
    Value matches = candidates.equalTo(candidates); // a sequence of one has nothing before it
    for (int distance = 1; distance < size; distance++) {
      matches = matches.and(history.earlier(distance).equalTo(history.beforeNext(distance)));
    }
    return new Ban(candidates, Ban.penalties(matches));
  }

  /** How far before a token its sequence reaches. */
  int reach() {
    return Math.max(size - 1, 0);
  }
}
