package io.summarizer.rouge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the tokens of two texts are marked for one type.
 *
 * @param generated a mark for each token of the generated text
 * @param reference a mark for each token of the reference
 */
record Marks(List<Mark> generated, List<Mark> reference) {
  /** How many of the units that a token is part of have matched. */
  enum Share {
    /** It is part of none: the text is shorter than one unit. */
    NO_UNITS,
    ALL,
    SOME,
    NONE
  }

  /**
   * The mark of one token.
   *
   * @param share how many of its units have matched
   * @param run number, from 1, of the run of tokens that stands in both texts alike and that it
   *     belongs to; 0 if none
   */
  record Mark(Share share, int run) {}

  static Marks of(Matching matching, int generatedTokens, int referenceTokens) {
    BitSet matchedReference = new BitSet();
    for (int unit : matching.matched()) {
      matchedReference.set(unit);
    }
    Share[] generated = shares(matching.generated(), matching.matchedGenerated(), generatedTokens);
    Share[] reference = shares(matching.reference(), matchedReference, referenceTokens);
    int[] partners = partners(matching, generatedTokens, referenceTokens);
    int[] generatedRuns = new int[generatedTokens];
    int[] referenceRuns = new int[referenceTokens];
    int runs = 0;
    for (int i = 0; i < partners.length; i++) {
      int partner = partners[i];
      if (partner == Matching.NONE) {
        continue;
      }
      boolean goesOn = i > 0 && partner > 0 && partners[i - 1] == partner - 1;
      runs += goesOn ? 0 : 1;
      referenceRuns[i] = runs;
      generatedRuns[partner] = runs;
    }
    return new Marks(marks(generated, generatedRuns), marks(reference, referenceRuns));
  }

  private static Share[] shares(Units units, BitSet matched, int tokens) {
    int[] all = new int[tokens];
    int[] matching = new int[tokens];
    for (int unit = 0; unit < units.count(); unit++) {
      for (int token : units.tokens(unit)) {
        all[token]++;
        matching[token] += matched.get(unit) ? 1 : 0;
      }
    }
    Share[] shares = new Share[tokens];
    for (int i = 0; i < tokens; i++) {
      shares[i] = share(all[i], matching[i]);
    }
    return shares;
  }

  private static Share share(int all, int matching) {
    if (all == 0) {
      return Share.NO_UNITS;
    }
    if (matching == 0) {
      return Share.NONE;
    }
    return matching == all ? Share.ALL : Share.SOME;
  }

  /**
   * For each reference token one generated token as its partner, by the first matching units that
   * hold both while both are free.
   */
  private static int[] partners(Matching matching, int generatedTokens, int referenceTokens) {
    int[] partners = new int[referenceTokens];
    Arrays.fill(partners, Matching.NONE);
    BitSet taken = new BitSet(generatedTokens);
    for (int unit : matching.matched()) {
      int[] reference = matching.reference().tokens(unit);
      int[] generated = matching.generated().tokens(matching.partners()[unit]);
      for (int i = 0; i < reference.length; i++) {
        if (partners[reference[i]] == Matching.NONE && !taken.get(generated[i])) {
          partners[reference[i]] = generated[i];
          taken.set(generated[i]);
        }
      }
    }
    return partners;
  }

  private static List<Mark> marks(Share[] shares, int[] runs) {
    return IntStream.range(0, runs.length).mapToObj(i -> new Mark(shares[i], runs[i])).toList();
  }
}
