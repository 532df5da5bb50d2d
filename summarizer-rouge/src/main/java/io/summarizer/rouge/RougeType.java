package io.summarizer.rouge;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One measure of the ROUGE family, known by its name: {@code rouge1} to {@code rouge9}, {@code
 * rougeL}, {@code rougeLsum}, {@code rougeS4}, {@code rougeSU4}, {@code rougeW1.2}.
 *
 * <p>All follow Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004). Two types are
 * equal if their names are.
 */
public abstract sealed class RougeType
    permits NGrams, TextLcs, SummaryLcs, SkipBigrams, WeightedLcs {
  /** Overlap of single tokens. */
  public static final RougeType ROUGE_1 = new NGrams(1);

  /** Overlap of pairs of neighbouring tokens. */
  public static final RougeType ROUGE_2 = new NGrams(2);

  /** Longest common subsequence of the two texts, line breaks ignored. */
  public static final RougeType ROUGE_L = new TextLcs();

  /**
   * Union of the longest common subsequences of each reference sentence with every generated
   * sentence: the "ROUGE-L" that papers print for CNN/DailyMail.
   */
  public static final RougeType ROUGE_LSUM = new SummaryLcs();

  private static final Pattern NAME =
      Pattern.compile(
          "rouge(?:([0-9]{1,9})|(L)|(Lsum)|S(U?)(?:([0-9]{1,18})|\\*)|W([0-9.]{1,30}))");

  private final String name;

  RougeType(String name) {
    this.name = name;
  }

  /**
   * Overlap of runs of n tokens, ROUGE-N.
   *
   * @param n tokens to a run, 1 to 9
   */
  public static RougeType n(int n) {
    return new NGrams(n);
  }

  /**
   * Overlap of pairs of tokens in their order with at most {@code maxGap} tokens between them,
   * ROUGE-S.
   *
   * @param maxGap 0 or more; 0 is ROUGE-2, 4 is customary
   */
  public static RougeType skipBigram(int maxGap) {
    return new SkipBigrams(SkipBigrams.requireGap(maxGap), false);
  }

  /** Overlap of pairs of tokens in their order with any number of tokens between them, ROUGE-S*. */
  public static RougeType skipBigram() {
    return new SkipBigrams(SkipBigrams.ANY_GAP, false);
  }

  /**
   * {@link #skipBigram(int)} with single tokens counted too, ROUGE-SU, so that a text with all its
   * tokens in the wrong order does not score 0. {@link RougeProfile#ROUGE_155} leaves the last
   * token of a text out.
   *
   * @param maxGap 0 or more; 4 is customary
   */
  public static RougeType skipBigramUnigram(int maxGap) {
    return new SkipBigrams(SkipBigrams.requireGap(maxGap), true);
  }

  /** {@link #skipBigram()} with single tokens counted too, ROUGE-SU*. */
  public static RougeType skipBigramUnigram() {
    return new SkipBigrams(SkipBigrams.ANY_GAP, true);
  }

  /**
   * Longest common subsequence in which k neighbouring matches count as k<sup>weight</sup>,
   * ROUGE-W. {@link RougeProfile#ROUGE_155} counts by sentence and with another recall.
   *
   * @param weight above 1, up to 10; 1.2 is customary, and 1 would be {@link #ROUGE_L}
   */
  public static RougeType weightedLcs(double weight) {
    return new WeightedLcs(weight);
  }

  /**
   * Returns the type of that {@link #name()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RougeType parse(String name) {
    Objects.requireNonNull(name, "RougeType: expected a name such as rouge1, got null");
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "RougeType: expected rouge1 to rouge9, rougeL, rougeLsum, rougeS4 or rougeS*, rougeSU4 or"
              + " rougeSU*, or rougeW1.2, got \""
              + name
              + "\"; upper and lower case matter");
    }
    if (parts.group(1) != null) {
      return n(Integer.parseInt(parts.group(1)));
    }
    if (parts.group(2) != null) {
      return ROUGE_L;
    }
    if (parts.group(3) != null) {
      return ROUGE_LSUM;
    }
    if (parts.group(6) != null) {
      return weightedLcs(number(parts.group(6)));
    }
    boolean unigrams = !parts.group(4).isEmpty();
    String gap = parts.group(5);
    return new SkipBigrams(
        gap == null ? SkipBigrams.ANY_GAP : SkipBigrams.requireGap(Long.parseLong(gap)), unigrams);
  }

  private static double number(String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "RougeType rougeW: expected a number such as 1.2 as its weight, got \"" + digits + "\"",
          e);
    }
  }

  /** The name by which {@link #parse} finds this type, as {@code rouge_score} writes it. */
  public String name() {
    return name;
  }

  /** What the two texts share, counted in this type's units. */
  abstract Overlap overlap(TextPair pair);

  /** Which of its units match: as many as {@link #overlap} counts. */
  abstract Matching match(TextPair pair);

  /** The tokens that {@link #match} means by their numbers. */
  List<RougeUnit.Token> tokens(PlacedText text) {
    return text.tokens();
  }

  /** What it counts, in words that can follow a number. */
  abstract String units();

  /** How precision and recall follow from the units, in figures. */
  String working(RougeAlignment alignment) {
    int matched = alignment.matched().size();
    return String.format(
        Locale.ROOT,
        "Precision %,d / %,d = %.4f, recall %,d / %,d = %.4f",
        matched,
        matched + alignment.extra().size(),
        alignment.score().precision(),
        matched,
        matched + alignment.missed().size(),
        alignment.score().recall());
  }

  /** The score of what one pair, or several pairs added up, share. */
  RougeScore score(Overlap overlap) {
    return RougeScore.of(overlap.matches(), overlap.generatedUnits(), overlap.referenceUnits());
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof RougeType that && name.equals(that.name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  @Override
  public final String toString() {
    return name;
  }

  /** A number without a trailing ".0", as it stands in names. */
  static String shortest(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
