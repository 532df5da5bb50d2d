package io.summarizer.tokens;

/**
 * The order of the examples in one epoch: a pseudo-random permutation of 0 to size - 1 of which
 * each place is computed on its own, from (seed, epoch, place) alone.
 *
 * <p>A run that continues at place i of epoch e therefore needs no replay and no stored order, and
 * any number of examples costs no memory.
 *
 * @param size the number of examples, at least 1
 * @param seed the seed of the run
 * @param epoch the number of the epoch, from 0
 */
public record Shuffle(int size, long seed, long epoch) {

  // A place is written as two digits to the base side = ceil(sqrt(size)) and sent through a Feistel
  // network over them, which permutes 0..side²-1 whatever its round function is. A value that falls
  // outside of 0..size-1 is sent through again ("cycle walking") until it is inside. As side² is
  // hardly above size, that is rare. Source: Black and Rogaway, Ciphers with Arbitrary Finite
  // Domains, CT-RSA 2002, methods 2 and 3.

  /** Four rounds hide the structure of large domains; small ones need more. */
  private static final int ROUNDS = 12;

  /** Checks that there is something to order. */
  public Shuffle {
    if (size < 1) {
      throw new IllegalArgumentException("size: expected at least 1 example, got " + size);
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch: expected 0 or more, got " + epoch);
    }
  }

  /**
   * Returns the index of the example at a place of the epoch.
   *
   * @throws IndexOutOfBoundsException if the place is not 0 to size - 1
   */
  public int indexAt(int place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("place: expected 0 to " + (size - 1) + ", got " + place);
    }
    long key = mix(mix(seed) + epoch);
    long side = (long) Math.ceil(Math.sqrt(size)); // exact: size < 2^31
    long index = place;
    do {
      index = permute(index, side, key);
    } while (index >= size);
    return (int) index;
  }

  private static long permute(long index, long side, long key) {
    long left = index / side;
    long right = index % side;
    for (int round = 0; round < ROUNDS; round++) {
      long mixed = (left + Math.floorMod(mix(mix(key + round) + right), side)) % side;
      left = right;
      right = mixed;
    }
    return left * side + right;
  }

  /** One step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every input bit moves all. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
