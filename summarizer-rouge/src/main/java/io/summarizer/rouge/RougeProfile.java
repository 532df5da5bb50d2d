package io.summarizer.rouge;

import java.util.List;
import java.util.Objects;

/**
 * The settings on which ROUGE numbers depend. Numbers of two profiles do not compare: every result
 * carries the profile it was made with, and {@link RougeComparison} refuses two that differ.
 *
 * <p>A profile with a changed setting, made by {@link RougeScorer.Builder}, is another profile. Own
 * tokenizers and sentence splitters are the same only if they are equal as objects.
 */
public final class RougeProfile {
  /**
   * google's {@code rouge_score} 0.1.2 with its defaults: ASCII tokens, no stemming, one sentence
   * per line, the best of several references, and the exact mean over a corpus.
   */
  public static final RougeProfile ROUGE_SCORE =
      new RougeProfile(
          "ROUGE_SCORE",
          List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_L, RougeType.ROUGE_LSUM),
          RougeTokenizer.ASCII,
          Stemming.NONE,
          SentenceSplitter.NEWLINE,
          MultiReference.BEST,
          CorpusFigure.MEAN,
          Conventions.PAPER);

  /**
   * The {@code rouge} metric of Hugging Face's {@code evaluate} 0.4: pairs score as with {@link
   * #ROUGE_SCORE}; the figure for a corpus is the median of bootstrap means, which there is drawn
   * without a seed and so differs from run to run by about 0.001.
   */
  public static final RougeProfile EVALUATE =
      new RougeProfile(
          "EVALUATE",
          ROUGE_SCORE.types,
          RougeTokenizer.ASCII,
          Stemming.NONE,
          SentenceSplitter.NEWLINE,
          MultiReference.BEST,
          CorpusFigure.BOOTSTRAP_MEDIAN,
          Conventions.PAPER);

  /**
   * The metric of the T5 paper's code ({@code t5.evaluation.metrics.rouge}): ROUGE-1, -2 and -Lsum
   * without stemming; a sentence ends at a line end and at a full stop between two spaces; the
   * figure for a corpus is the median of bootstrap means, printed there times 100.
   */
  public static final RougeProfile T5_PAPER =
      new RougeProfile(
          "T5_PAPER",
          List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_LSUM),
          RougeTokenizer.ASCII,
          Stemming.NONE,
          new SpacedStopSplitter(),
          MultiReference.BEST,
          CorpusFigure.BOOTSTRAP_MEDIAN,
          Conventions.PAPER);

  /**
   * The Perl program ROUGE-1.5.5 of Chin-Yew Lin as papers commonly call it ({@code -c 95 -r 1000
   * -n 2 -m -a}): ROUGE-1, -2 and -Lsum with its form of the original Porter stemmer, one sentence
   * per line, several references averaged, and the mean over a corpus.
   *
   * <p>What it prints as ROUGE-L is {@link RougeType#ROUGE_LSUM}; a longest common subsequence that
   * ignores line breaks, {@link RougeType#ROUGE_L}, it does not know. ROUGE-S, -SU and -W keep its
   * oddities under this profile, so that they compare with printed figures: -SU leaves the last
   * single token of a text out, and the recall of -W is weighted twice, which keeps even identical
   * texts below 1.
   *
   * <p>Precision and recall of a pair agree with the program to the five digits it prints. It
   * computes F1 from these rounded two, so ours, which is not rounded, differs by up to 0.000015.
   * For a corpus it prints the mean of the means of 1,000 resamples, which chance moves off the
   * mean by about a thirtieth of its standard error; here the figure is the mean itself.
   *
   * <p>Not followed: its list of irregular English words (WordNet's exceptions, part of its data),
   * which replaces forms such as "went" or "children" when stemming; {@code -s}, {@code -l} and
   * {@code -b}, which drop stop words and cut texts; its bootstrap draws; and of {@code -f B}, here
   * {@link MultiReference#BEST_RECALL}, the choice of the reference for -W. The letters İ (dotted
   * capital I) and K (Kelvin sign) separate tokens there and count as i and k here.
   */
  public static final RougeProfile ROUGE_155 =
      new RougeProfile(
          "ROUGE_155",
          List.of(RougeType.ROUGE_1, RougeType.ROUGE_2, RougeType.ROUGE_LSUM),
          RougeTokenizer.ASCII,
          Stemming.ROUGE_155,
          SentenceSplitter.NEWLINE,
          MultiReference.AVERAGE,
          CorpusFigure.MEAN,
          Conventions.ROUGE_155);

  /** What stands for a whole corpus in the program a profile follows. */
  public enum CorpusFigure {
    /** The mean over all pairs. */
    MEAN,

    /** The median of the means of bootstrap resamples. */
    BOOTSTRAP_MEDIAN
  }

  private final String name;
  private final List<RougeType> types;
  private final RougeTokenizer tokenizer;
  private final Stemming stemming;
  private final SentenceSplitter sentences;
  private final MultiReference references;
  private final CorpusFigure corpusFigure;
  private final Conventions conventions;

  private RougeProfile(
      String name,
      List<RougeType> types,
      RougeTokenizer tokenizer,
      Stemming stemming,
      SentenceSplitter sentences,
      MultiReference references,
      CorpusFigure corpusFigure,
      Conventions conventions) {
    this.name = name;
    this.types = types;
    this.tokenizer = tokenizer;
    this.stemming = stemming;
    this.sentences = sentences;
    this.references = references;
    this.corpusFigure = corpusFigure;
    this.conventions = conventions;
  }

  /** The named profiles. */
  public static List<RougeProfile> all() {
    return List.of(ROUGE_SCORE, EVALUATE, T5_PAPER, ROUGE_155);
  }

  /**
   * Returns the named profile of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RougeProfile named(String name) {
    Objects.requireNonNull(name, "RougeProfile: expected a name, got null");
    return all().stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "RougeProfile: expected one of " + all() + ", got \"" + name + "\""));
  }

  /** The name of the named profile this one is or was made from. */
  public String name() {
    return name;
  }

  /** The types that this profile's origin reports; a scorer may measure others. */
  public List<RougeType> types() {
    return types;
  }

  /** How texts become tokens. */
  public RougeTokenizer tokenizer() {
    return tokenizer;
  }

  /** Whether tokens are stemmed. */
  public boolean stemming() {
    return stemming != Stemming.NONE;
  }

  /** How ROUGE-Lsum finds sentences. */
  public SentenceSplitter sentences() {
    return sentences;
  }

  /** How several references of one text count. */
  public MultiReference references() {
    return references;
  }

  Stemming stemmer() {
    return stemming;
  }

  /** What stands for a whole corpus, see {@link RougeAggregate#headline()}. */
  public CorpusFigure corpusFigure() {
    return corpusFigure;
  }

  /** Whose rules the types count by. */
  Conventions conventions() {
    return conventions;
  }

  RougeProfile withTokenizer(RougeTokenizer tokenizer) {
    return new RougeProfile(
        name, types, tokenizer, stemming, sentences, references, corpusFigure, conventions);
  }

  RougeProfile withStemming(boolean stem) {
    return new RougeProfile(
        name,
        types,
        tokenizer,
        stem ? conventions.stemming() : Stemming.NONE,
        sentences,
        references,
        corpusFigure,
        conventions);
  }

  RougeProfile withSentences(SentenceSplitter sentences) {
    return new RougeProfile(
        name, types, tokenizer, stemming, sentences, references, corpusFigure, conventions);
  }

  RougeProfile withReferences(MultiReference references) {
    return new RougeProfile(
        name, types, tokenizer, stemming, sentences, references, corpusFigure, conventions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RougeProfile that
        && name.equals(that.name)
        && tokenizer.equals(that.tokenizer)
        && stemming == that.stemming
        && sentences.equals(that.sentences)
        && references == that.references;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, tokenizer, stemming, sentences, references);
  }

  /** The name, followed by each setting that differs from the profile of that name. */
  @Override
  public String toString() {
    RougeProfile origin = all().stream().filter(p -> p.name.equals(name)).findFirst().orElse(this);
    StringBuilder text = new StringBuilder(name);
    if (!tokenizer.equals(origin.tokenizer)) {
      text.append(", tokenizer ").append(tokenizer);
    }
    if (stemming != origin.stemming) {
      text.append(stemming() ? ", stemming" : ", no stemming");
    }
    if (!sentences.equals(origin.sentences)) {
      text.append(", sentences ").append(sentences);
    }
    if (references != origin.references) {
      text.append(", references ").append(references);
    }
    return text.toString();
  }
}
