package io.summarizer.generate;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * The random numbers of sampling. Those of a summary follow from the seed, the article's tokens and
 * the summary's number among the article's, and from nothing else: they are the same in any batch.
 */
final class Uniforms {
  /** As many bits as keep a float32 below 1 even when it is multiplied. */
  private static final int BITS = 23;

  private Uniforms() {}

  /** Fills column {@code row} of [limit, rows] with numbers from 0 to 1 - 2^-23. */
  static void fill(FloatBuffer target, int rows, int row, long seed, int[] source, int sample) {
    Hasher key = Hashing.murmur3_128().newHasher().putLong(seed).putInt(sample);
    for (int id : source) {
      key.putInt(id);
    }
    SplittableRandom random = new SplittableRandom(key.hash().asLong());
    for (int place = row; place < target.limit(); place += rows) {
      target.put(place, Math.scalb((float) (random.nextInt() >>> (Integer.SIZE - BITS)), -BITS));
    }
  }
}
