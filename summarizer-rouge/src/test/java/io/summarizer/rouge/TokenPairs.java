package io.summarizer.rouge;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Token numbers as the types compare them, without a text or a profile. */
final class TokenPairs {
  /** Tokens are below this, so that they repeat and match. */
  static final int VOCABULARY = 4;

  private TokenPairs() {}

  static Arbitrary<int[]> tokens(int longest) {
    return Arbitraries.integers().between(0, VOCABULARY - 1).array(int[].class).ofMaxSize(longest);
  }

  static TextPair pair(int[] generated, int[] reference) {
    return new TextPair(text(generated), text(reference), VOCABULARY, Conventions.PAPER);
  }

  static RougeScore score(RougeType type, int[] generated, int[] reference) {
    return type.score(type.overlap(pair(generated, reference)));
  }

  private static TokenizedText text(int[] tokens) {
    return new TokenizedText(tokens, new int[][] {tokens});
  }
}
