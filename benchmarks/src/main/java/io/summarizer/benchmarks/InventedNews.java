package io.summarizer.benchmarks;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that look like news to a tokenizer: made-up words of English letters, of which few are
 * frequent and many rare (Zipf's law), in sentences and with numbers.
 */
final class InventedNews {
  private static final int WORDS = 20_000;
  private static final String CONSONANTS = "tnsrhdlcmfpgwybvk";
  private static final String VOWELS = "eaoiu";

  private final String[] words;

  InventedNews() {
    SplittableRandom random = new SplittableRandom(1);
    words = IntStream.range(0, WORDS).mapToObj(i -> word(random)).toArray(String[]::new);
  }

  /** A text of so many words. */
  String text(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < length; i++) {
      // The word of rank r is as frequent as 1 / r.
      String word = words[(int) Math.pow(WORDS, random.nextDouble()) - 1];
      if (random.nextInt(40) == 0) {
        word = Integer.toString(random.nextInt(3000));
      }
      text.append(first ? capitalized(word) : word);
      first = random.nextInt(18) == 0;
      text.append(first ? ". " : random.nextInt(12) == 0 ? ", " : " ");
    }
    return text.append("end.").toString();
  }

  /** So many texts, of the first seeds. */
  Stream<String> texts(int count, int length) {
    return IntStream.range(0, count).mapToObj(seed -> text(seed, length));
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String word(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    for (int syllables = 1 + random.nextInt(3); syllables > 0; syllables--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      if (random.nextBoolean()) {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      }
    }
    return word.toString();
  }
}
