package io.summarizer.rouge;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Porter stemmer: Porter, "An algorithm for suffix stripping", Program 14.3 (1980). Steps bear
 * the paper's numbers; comments mark where one of the two variants departs from it. Words are
 * lower-case; digits count as consonants. A word with any character beyond ASCII is not English and
 * stays as it is, which neither {@code rouge_score} nor ROUGE-1.5.5 has to decide: their tokens are
 * ASCII.
 */
final class PorterStemmer {
  /**
   * As NLTK runs it by default (its {@code NLTK_EXTENSIONS} mode), which {@code rouge_score} calls.
   */
  static final PorterStemmer NLTK = new PorterStemmer(true);

  /** As ROUGE-1.5.5 runs it on words that are not in its list of irregular ones. */
  static final PorterStemmer ROUGE_155 = new PorterStemmer(false);

  /** NLTK: forms that the rules would get wrong. */
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("sky", "sky"),
          Map.entry("skies", "sky"),
          Map.entry("dying", "die"),
          Map.entry("lying", "lie"),
          Map.entry("tying", "tie"),
          Map.entry("news", "news"),
          Map.entry("inning", "inning"),
          Map.entry("innings", "inning"),
          Map.entry("outing", "outing"),
          Map.entry("outings", "outing"),
          Map.entry("canning", "canning"),
          Map.entry("cannings", "canning"),
          Map.entry("howe", "howe"),
          Map.entry("proceed", "proceed"),
          Map.entry("exceed", "exceed"),
          Map.entry("succeed", "succeed"));

  private static final String STEP_2 =
      "ational>ate tional>tion enci>ence anci>ance izer>ize alli>al entli>ent eli>e ousli>ous"
          + " ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al"
          + " iviti>ive biliti>ble"
          // Porter's later form of the paper's abli>able.
          + " bli>ble";

  private static final Rules NLTK_STEP_2 = new Rules(0, STEP_2 + " fulli>ful");

  // Porter's later addition.
  private static final Rules ROUGE_155_STEP_2 = new Rules(0, STEP_2 + " logi>log");

  private static final Rules STEP_3 =
      new Rules(0, "icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");

  private static final String STEP_4_BUT_MENT =
      "al> ance> ence> er> ic> able> ible> ant> ement> ou> ism> ate> iti> ous> ive> ize>";

  private static final Rules NLTK_STEP_4 = new Rules(1, STEP_4_BUT_MENT + " ment> ent>");

  private static final Rules ROUGE_155_STEP_4 = new Rules(1, STEP_4_BUT_MENT);
  private static final Rules MENT = new Rules(1, "ment>");
  private static final Rules ENT = new Rules(1, "ent>");

  private final boolean nltk;

  private PorterStemmer(boolean nltk) {
    this.nltk = nltk;
  }

  String stem(String word) {
    String irregular = nltk ? IRREGULAR.get(word) : null;
    if (irregular != null) {
      return irregular;
    }
    if (word.length() <= 2 || !Ascii.isAscii(word)) {
      return word;
    }
    return step5b(step5a(step4(STEP_3.apply(step2(step1c(step1b(step1a(word))))))));
  }

  private String step1a(String word) {
    if (!word.endsWith("s") || word.endsWith("ss")) {
      return word;
    }
    if (word.endsWith("ies")) {
      // NLTK: dies -> die, though flies -> fli.
      return cut(word, nltk && word.length() == 4 ? 1 : 2);
    }
    return cut(word, word.endsWith("sses") ? 2 : 1);
  }

  private String step1b(String word) {
    if (nltk && word.endsWith("ied")) {
      // NLTK: died -> die, though spied -> spi.
      return cut(word, word.length() == 4 ? 1 : 2);
    }
    if (word.endsWith("eed")) {
      return measure(word, word.length() - 3) > 0 ? cut(word, 1) : word;
    }
    int suffix = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
    if (suffix == 0 || !containsVowel(word, word.length() - suffix)) {
      return word;
    }
    return restoreEnd(cut(word, suffix));
  }

  /** Mends what taking off -ed or -ing left: conflat -> conflate, hopp -> hop, fil -> file. */
  private String restoreEnd(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (endsWithDoubleConsonant(stem)) {
      // ROUGE-1.5.5: no y is a consonant here.
      String kept = nltk ? "lsz" : "lszy";
      return kept.indexOf(stem.charAt(stem.length() - 1)) >= 0 ? stem : cut(stem, 1);
    }
    return measure(stem, stem.length()) == 1 && endsShort(stem, stem.length()) ? stem + "e" : stem;
  }

  private String step1c(String word) {
    int stem = word.length() - 1;
    if (!word.endsWith("y")) {
      return word;
    }
    // NLTK: after a consonant only, and never in a word of two letters: enjoy stays, spy -> spi.
    boolean applies = nltk ? stem > 1 && isConsonant(word, stem - 1) : containsVowel(word, stem);
    return applies ? cut(word, 1) + "i" : word;
  }

  private String step2(String word) {
    return nltk ? nltkStep2(word) : ROUGE_155_STEP_2.apply(word);
  }

  private static String nltkStep2(String word) {
    // NLTK: -alli goes first, and what it leaves runs through this step again.
    if (word.endsWith("alli") && measure(word, word.length() - 4) > 0) {
      return nltkStep2(cut(word, 2));
    }
    // NLTK: the l of -logi counts as stem, so that short stems such as geo qualify.
    if (word.endsWith("logi")) {
      return measure(word, word.length() - 3) > 0 ? cut(word, 1) : word;
    }
    return NLTK_STEP_2.apply(word);
  }

  private String step4(String word) {
    if (nltk) {
      return word.endsWith("ion") ? withoutIon(word) : NLTK_STEP_4.apply(word);
    }
    // ROUGE-1.5.5: what one rule leaves, or refuses, goes on to the next: basement -> basem.
    String rest = MENT.apply(ROUGE_155_STEP_4.apply(word));
    return rest.endsWith("ent") ? ENT.apply(rest) : withoutIon(rest);
  }

  private static String withoutIon(String word) {
    int stem = word.length() - 3;
    boolean applies =
        word.endsWith("ion") && measure(word, stem) > 1 && "st".indexOf(word.charAt(stem - 1)) >= 0;
    return applies ? cut(word, 3) : word;
  }

  private String step5a(String word) {
    if (!word.endsWith("e")) {
      return word;
    }
    int stem = word.length() - 1;
    int measure = measure(word, stem);
    return measure > 1 || (measure == 1 && !endsShort(word, stem)) ? cut(word, 1) : word;
  }

  private static String step5b(String word) {
    return word.endsWith("ll") && measure(word, word.length() - 1) > 1 ? cut(word, 1) : word;
  }

  private static String cut(String word, int characters) {
    return word.substring(0, word.length() - characters);
  }

  /** The paper's m: how often a vowel is followed by a consonant in the first {@code length}. */
  private static int measure(String word, int length) {
    int measure = 0;
    boolean afterVowel = false;
    for (int i = 0; i < length; i++) {
      boolean vowel = isVowel(word.charAt(i), i > 0 && !afterVowel);
      if (afterVowel && !vowel) {
        measure++;
      }
      afterVowel = vowel;
    }
    return measure;
  }

  private static boolean containsVowel(String word, int length) {
    // The first letter that is a vowel in its place follows consonants only.
    for (int i = 0; i < length; i++) {
      if (isVowel(word.charAt(i), i > 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConsonant(String word, int index) {
    int start = index;
    while (start > 0 && word.charAt(start) == 'y') {
      start--;
    }
    // Along a run of y they alternate; the letter before the run, or its first y, fixes which.
    boolean consonant = !isVowel(word.charAt(start), false);
    return consonant == ((index - start) % 2 == 0);
  }

  /** A y is a vowel after a consonant, and a consonant elsewhere. */
  private static boolean isVowel(char letter, boolean afterConsonant) {
    return switch (letter) {
      case 'a', 'e', 'i', 'o', 'u' -> true;
      case 'y' -> afterConsonant;
      default -> false;
    };
  }

  private static boolean endsWithDoubleConsonant(String word) {
    int last = word.length() - 1;
    return last > 0 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
  }

  /** The paper's *o, asked of stems of measure 1: consonant, vowel, consonant but w, x, y: hop. */
  private boolean endsShort(String word, int length) {
    int last = length - 1;
    // NLTK: two letters, which at this measure are vowel and consonant, count too.
    return (nltk && length == 2)
        || (length > 2
            && isConsonant(word, last - 2)
            && !isConsonant(word, last - 1)
            && isConsonant(word, last)
            && "wxy".indexOf(word.charAt(last)) < 0);
  }

  private record Rule(String suffix, String replacement) {}

  /** Rules of which the first whose suffix fits decides, applied where enough stem is left. */
  private static final class Rules {
    private final int measureAbove;
    private final Rule[][] byLastLetter = new Rule[128][0];

    /**
     * @param measureAbove what the measure of the stem must exceed
     * @param rules "suffix>replacement" separated by spaces, the longer of two that may both fit
     *     first
     */
    Rules(int measureAbove, String rules) {
      this.measureAbove = measureAbove;
      Arrays.stream(rules.split(" "))
          .map(rule -> rule.split(">", -1))
          .map(parts -> new Rule(parts[0], parts[1]))
          .collect(Collectors.groupingBy(rule -> rule.suffix.charAt(rule.suffix.length() - 1)))
          .forEach((letter, group) -> byLastLetter[letter] = group.toArray(Rule[]::new));
    }

    String apply(String word) {
      for (Rule rule : byLastLetter[word.charAt(word.length() - 1)]) {
        if (word.endsWith(rule.suffix)) {
          int stem = word.length() - rule.suffix.length();
          return measure(word, stem) > measureAbove
              ? word.substring(0, stem) + rule.replacement
              : word;
        }
      }
      return word;
    }
  }
}
