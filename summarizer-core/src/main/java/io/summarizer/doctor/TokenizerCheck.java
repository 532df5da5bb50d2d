package io.summarizer.doctor;

import io.summarizer.text.Tokenizer;
import io.summarizer.text.TokenizerException;

/** Whether the native library of the tokenizer can be loaded. */
final class TokenizerCheck {
  private static final String SUBJECT = "tokenizer";

  private TokenizerCheck() {}

  static Finding finding() {
    try {
      return Finding.ok(SUBJECT, "native library " + Tokenizer.libraryVersion());
    } catch (TokenizerException e) { // which says what was expected
      return Finding.problem(SUBJECT, String.valueOf(e.getMessage()));
    }
  }
}
