package io.summarizer.rouge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Computes ROUGE scores with chosen settings.
 *
 * <p>With the defaults, and with {@linkplain Builder#stemming stemming}, precision, recall and F1
 * equal those of google's {@code rouge_score} 0.1.2, which follows Lin, "ROUGE: A Package for
 * Automatic Evaluation of Summaries" (2004). A scorer is immutable and may be used from several
 * threads at once.
 *
 * <pre>{@code
 * RougeScorer scorer = RougeScorer.builder().stemming(true).build();
 * double f1 = scorer.score(generated, reference).rougeLsum().f1();
 * }</pre>
 */
public final class RougeScorer {
  /** Enough pairs to keep all processors busy, few enough to hold their texts. */
  private static final int CHUNK = 1024;

  private final RougeProfile profile;
  private final Set<RougeType> types;

  private RougeScorer(RougeProfile profile, Set<RougeType> types) {
    this.profile = profile;
    this.types = types;
  }

  /** Returns a builder with the settings of {@link RougeProfile#ROUGE_SCORE}. */
  public static Builder builder() {
    return builder(RougeProfile.ROUGE_SCORE);
  }

  /** Returns a builder with the settings and types of a profile. */
  public static Builder builder(RougeProfile profile) {
    Objects.requireNonNull(profile, "RougeScorer profile: expected a profile, got null");
    return new Builder(profile, new LinkedHashSet<>(profile.types()));
  }

  /** The settings that the scores depend on, which every result carries. */
  public RougeProfile profile() {
    return profile;
  }

  /**
   * Scores one generated summary against one reference.
   *
   * @param generated the summary to judge
   * @param reference the summary to compare it with
   * @return the score of each type; all 0 where either text holds no token
   */
  public RougeScores score(String generated, String reference) {
    return score(new RougePair(generated, reference));
  }

  /**
   * Scores one generated summary against one or more references, combined as {@link
   * Builder#references} says.
   */
  public RougeScores score(RougePair pair) {
    Objects.requireNonNull(pair, "RougeScorer pair: expected a pair of texts, got null");
    Numbering<String> vocabulary = new Numbering<>();
    TokenizedText generated = TokenizedText.of(pair.generated(), profile, vocabulary);
    List<TokenizedText> references =
        pair.references().stream()
            .map(reference -> TokenizedText.of(reference, profile, vocabulary))
            .toList();
    List<TextPair> pairs =
        references.stream()
            .map(
                reference ->
                    new TextPair(generated, reference, vocabulary.size(), profile.conventions()))
            .toList();
    Map<RougeType, RougeScore> scores = new LinkedHashMap<>();
    for (RougeType type : types) {
      scores.put(type, combine(type, pairs));
    }
    long withoutTokens =
        Stream.concat(Stream.of(generated), references.stream())
            .filter(text -> text.tokens().length == 0)
            .count();
    return new RougeScores(profile, scores, withoutTokens);
  }

  /**
   * Shows what makes up the score of one generated summary against one reference: for each type the
   * units that matched, those missed and those extra. Of several references explain each; with
   * {@link MultiReference#BEST} a type's score is that of one of them.
   *
   * @param generated the summary to judge
   * @param reference the summary to compare it with
   * @return holds the same scores as {@link #score(String, String)}
   * @throws IllegalArgumentException if the tokenizer gives places outside the text, or a text has
   *     more than a hundred million skip-bigrams to list
   */
  public RougeExplanation explain(String generated, String reference) {
    return RougeExplanation.of(generated, reference, score(generated, reference));
  }

  private RougeScore combine(RougeType type, List<TextPair> pairs) {
    List<Overlap> overlaps = pairs.stream().map(type::overlap).toList();
    if (profile.references() == MultiReference.AVERAGE) {
      return type.score(overlaps.stream().reduce(Overlap::plus).orElseThrow());
    }
    RougeScore best = type.score(overlaps.get(0));
    for (Overlap overlap : overlaps.subList(1, overlaps.size())) {
      RougeScore score = type.score(overlap);
      if (merit(score) > merit(best)) {
        best = score;
      }
    }
    return best;
  }

  private double merit(RougeScore score) {
    return profile.references() == MultiReference.BEST_RECALL ? score.recall() : score.f1();
  }

  /**
   * Scores a corpus on all processors, holding the texts of no more than a thousand pairs at a
   * time. The result does not depend on the number of processors.
   *
   * @param pairs read once, in its order; a parallel stream is read sequentially. Not closed.
   * @throws IllegalStateException if there is no pair
   */
  public RougeAggregate scoreAll(Stream<RougePair> pairs) {
    RougeAggregator aggregator = new RougeAggregator();
    List<RougePair> chunk = new ArrayList<>(CHUNK);
    for (var iterator = pairs.sequential().iterator(); iterator.hasNext(); ) {
      chunk.add(iterator.next());
      if (chunk.size() == CHUNK || !iterator.hasNext()) {
        chunk.parallelStream().map(this::score).toList().forEach(aggregator::add);
        chunk.clear();
      }
    }
    return aggregator.aggregate();
  }

  /**
   * Scores each generated text against the reference at the same place, on all processors.
   *
   * @throws IllegalArgumentException if the lists differ in size
   * @throws IllegalStateException if they are empty
   */
  public RougeAggregate scoreAll(List<String> generated, List<String> references) {
    if (generated.size() != references.size()) {
      throw new IllegalArgumentException(
          "RougeScorer: expected as many references as generated texts, got "
              + generated.size()
              + " generated texts and "
              + references.size()
              + " references; the texts are paired by their place");
    }
    return scoreAll(
        IntStream.range(0, generated.size())
            .mapToObj(i -> new RougePair(generated.get(i), references.get(i))));
  }

  /** Settings of a {@link RougeScorer}; immutable, each setter returns a changed copy. */
  public static final class Builder {
    private final RougeProfile profile;
    private final Set<RougeType> types;

    private Builder(RougeProfile profile, Set<RougeType> types) {
      this.profile = profile;
      this.types = types;
    }

    /**
     * The types to measure, in the order in which results list them. Default: those of the profile,
     * which for {@link RougeProfile#ROUGE_SCORE} are ROUGE-1, -2, -L and -Lsum.
     */
    public Builder types(RougeType... types) {
      if (types.length == 0) {
        throw new IllegalArgumentException(
            "RougeScorer types: expected at least one type, got none; leave the call out for those"
                + " of the profile");
      }
      Set<RougeType> chosen = new LinkedHashSet<>();
      for (RougeType type : types) {
        chosen.add(
            Objects.requireNonNull(type, "RougeScorer types: expected a type, got null in them"));
      }
      return new Builder(profile, chosen);
    }

    /**
     * Whether tokens of more than three characters are reduced to their Porter stem, so that
     * "walks" matches "walking". Meant for English: a token with a character beyond ASCII stays as
     * it is. The stemmer is NLTK's, and with {@link RougeProfile#ROUGE_155} that of ROUGE-1.5.5.
     * Default: that of the profile, {@code false} for {@link RougeProfile#ROUGE_SCORE}.
     */
    public Builder stemming(boolean stemming) {
      return new Builder(profile.withStemming(stemming), types);
    }

    /** How texts become tokens. Default: {@link RougeTokenizer#ASCII}. */
    public Builder tokenizer(RougeTokenizer tokenizer) {
      Objects.requireNonNull(
          tokenizer,
          "RougeScorer tokenizer: expected a tokenizer, got null; leave it out for ASCII words");
      return new Builder(profile.withTokenizer(tokenizer), types);
    }

    /**
     * How ROUGE-Lsum finds the sentences of both texts; the other measures do not depend on it.
     * Default: {@link SentenceSplitter#NEWLINE}.
     */
    public Builder sentences(SentenceSplitter sentences) {
      Objects.requireNonNull(
          sentences,
          "RougeScorer sentences: expected a splitter, got null; leave it out for one sentence"
              + " per line");
      return new Builder(profile.withSentences(sentences), types);
    }

    /**
     * How several references of one text count. Default: that of the profile, {@link
     * MultiReference#BEST} for {@link RougeProfile#ROUGE_SCORE}.
     */
    public Builder references(MultiReference references) {
      Objects.requireNonNull(
          references,
          "RougeScorer references: expected BEST, BEST_RECALL or AVERAGE, got null; leave it out"
              + " for that of the profile");
      return new Builder(profile.withReferences(references), types);
    }

    /** Returns a scorer with these settings. */
    public RougeScorer build() {
      return new RougeScorer(profile, types);
    }
  }
}
