package io.summarizer.data;

/** Numbers that look random but follow from a seed and a number alone. */
final class SeededHash {
  private SeededHash() {}

  /** Returns 64 bits, different ones for every number of one seed. */
  static long of(long seed, long number) {
    return mix(mix(seed) ^ number);
  }

  /** Returns a fraction from 0 (included) to 1 (excluded). */
  static double fraction(long seed, long number) {
    return (of(seed, number) >>> 11) * 0x1p-53;
  }

  /** One step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every input bit moves all. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
