package io.summarizer.generate;

import io.summarizer.graph.Value;

/** How the next tokens are found; its state is carried by the loop. */
interface Search {
  /**
   * Decides on the next tokens.
   *
   * @param logits of the vocabulary's tokens [rows, V]
   */
  Choice choose(Value logits, Processors processors);
}
