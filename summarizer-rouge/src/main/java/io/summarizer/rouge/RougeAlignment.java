package io.summarizer.rouge;

import io.summarizer.rouge.RougeUnit.Token;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * Which units of two texts matched under one ROUGE type, and which did not.
 *
 * <p>With m matched, x extra and s missed units, precision is m / (m + x) and recall m / (m + s), 0
 * where a text has no unit; only ROUGE-W weighs the matched tokens by their {@link #runs}. A token
 * or n-gram that repeats is matched in the order of the texts, its first occurrence with the first.
 * Of several longest common subsequences it is the one that {@code rouge_score} finds. A token of
 * ROUGE-Lsum has the partner that it has in the longest of its sentence's subsequences, unless
 * another one holds that partner already: then the first equal token that is left.
 *
 * <p>The lists hold every unit and make it when asked for it: ROUGE-S of long texts has millions.
 */
public final class RougeAlignment {
  private final RougeType type;
  private final RougeScore score;
  private final Matching matching;
  private final List<Token> generated;
  private final List<Token> reference;
  private final int[] matched;
  private final int[] missed;
  private final int[] extra;

  RougeAlignment(
      RougeType type,
      RougeScore score,
      Matching matching,
      List<Token> generated,
      List<Token> reference) {
    this.type = type;
    this.score = score;
    this.matching = matching;
    this.generated = generated;
    this.reference = reference;
    this.matched = matching.matched();
    this.missed = matching.missed();
    this.extra = matching.extra();
  }

  /**
   * Two units that are counted as one match.
   *
   * @param generated the unit of the generated text
   * @param reference the unit of the reference, equal as compared
   */
  public record Match(RougeUnit generated, RougeUnit reference) {}

  /** The type whose units these are. */
  public RougeType type() {
    return type;
  }

  /** The score that the units add up to. */
  public RougeScore score() {
    return score;
  }

  /** The units found in both texts, in the order of the reference; unmodifiable. */
  public List<Match> matched() {
    return list(matched.length, i -> match(matched[i]));
  }

  /** The units of the reference that the generated text lacks, in order; unmodifiable. */
  public List<RougeUnit> missed() {
    return list(missed.length, i -> unit(matching.reference(), missed[i], reference));
  }

  /** The units of the generated text that the reference lacks, in order; unmodifiable. */
  public List<RougeUnit> extra() {
    return list(extra.length, i -> unit(matching.generated(), extra[i], generated));
  }

  /**
   * The matched units in runs of those that follow each other without a gap in both texts. Under
   * ROUGE-W a run of k tokens counts k<sup>weight</sup>.
   */
  public List<List<Match>> runs() {
    List<List<Match>> runs = new ArrayList<>();
    for (int start = 0, end = 1; end <= matched.length; end++) {
      if (end == matched.length || !follows(matched[end], matched[end - 1])) {
        runs.add(matched().subList(start, end));
        start = end;
      }
    }
    return List.copyOf(runs);
  }

  private boolean follows(int unit, int before) {
    return unit == before + 1 && matching.partners()[unit] == matching.partners()[before] + 1;
  }

  private Match match(int referenceUnit) {
    return new Match(
        unit(matching.generated(), matching.partners()[referenceUnit], generated),
        unit(matching.reference(), referenceUnit, reference));
  }

  private static RougeUnit unit(Units units, int unit, List<Token> tokens) {
    return new RougeUnit(Arrays.stream(units.tokens(unit)).mapToObj(tokens::get).toList());
  }

  private static <T> List<T> list(int size, IntFunction<T> element) {
    return new MadeOnDemand<>(size, element);
  }

  private static final class MadeOnDemand<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<T> element;

    MadeOnDemand(int size, IntFunction<T> element) {
      this.size = size;
      this.element = element;
    }

    @Override
    public T get(int index) {
      return element.apply(index);
    }

    @Override
    public int size() {
      return size;
    }
  }

  Matching matching() {
    return matching;
  }

  List<Token> generatedTokens() {
    return generated;
  }

  List<Token> referenceTokens() {
    return reference;
  }

  @Override
  public String toString() {
    return type
        + ": "
        + matched.length
        + " matched, "
        + missed.length
        + " missed, "
        + extra.length
        + " extra";
  }
}
