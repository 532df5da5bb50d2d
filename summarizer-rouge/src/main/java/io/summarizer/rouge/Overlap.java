package io.summarizer.rouge;

/**
 * What two texts share, in the units that a measure counts: n-grams, tokens, pairs of tokens.
 *
 * @param matches units found in both texts
 * @param generatedUnits units of the generated text
 * @param referenceUnits units of the reference
 */
record Overlap(double matches, double generatedUnits, double referenceUnits) {
  Overlap plus(Overlap other) {
    return new Overlap(
        matches + other.matches,
        generatedUnits + other.generatedUnits,
        referenceUnits + other.referenceUnits);
  }
}
