package io.summarizer.rouge;

import java.util.List;

/**
 * Cuts a text into sentences.
 *
 * <p>Any function will do, for instance one that calls a language's own splitter. It must be safe
 * to call from several threads, and return no null.
 */
@FunctionalInterface
public interface SentenceSplitter {
  /**
   * One sentence per line: cuts at {@code '\n'} only and drops empty lines. This is what {@code
   * rouge_score} does and what its published numbers rest on.
   */
  SentenceSplitter NEWLINE = new NewlineSentenceSplitter();

  /**
   * Sentences of English running text: the JDK's sentence boundaries, corrected for abbreviations
   * ("Mr.", "U.S.", "5 p.m.", initials), quoted questions and tokenized text in which the full stop
   * stands alone (" . "). A line end always ends a sentence. Sentences come without the white space
   * around them.
   */
  SentenceSplitter ENGLISH = new EnglishSentenceSplitter();

  /**
   * Returns the sentences of {@code text} in order; empty for a text without any.
   *
   * @param text any text, possibly empty
   */
  List<String> split(String text);
}
