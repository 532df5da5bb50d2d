package io.summarizer.rouge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why a generated text scores as it does against a reference: for each type the units that matched,
 * those missed and those extra, with their places in the texts. Made by {@link
 * RougeScorer#explain}.
 */
public final class RougeExplanation {
  private final String generated;
  private final String reference;
  private final RougeScores scores;
  private final Map<RougeType, RougeAlignment> byType;

  private RougeExplanation(
      String generated,
      String reference,
      RougeScores scores,
      Map<RougeType, RougeAlignment> byType) {
    this.generated = generated;
    this.reference = reference;
    this.scores = scores;
    this.byType = byType;
  }

  static RougeExplanation of(String generated, String reference, RougeScores scores) {
    PlacedText placedGenerated = PlacedText.of(generated, scores.profile());
    PlacedText placedReference = PlacedText.of(reference, scores.profile());
    Numbering<String> vocabulary = new Numbering<>();
    TokenizedText numberedGenerated = placedGenerated.numbered(vocabulary);
    TokenizedText numberedReference = placedReference.numbered(vocabulary);
    TextPair pair =
        new TextPair(
            numberedGenerated,
            numberedReference,
            vocabulary.size(),
            scores.profile().conventions());
    Map<RougeType, RougeAlignment> byType = new LinkedHashMap<>();
    scores
        .byType()
        .forEach(
            (type, score) ->
                byType.put(
                    type,
                    new RougeAlignment(
                        type,
                        score,
                        type.match(pair),
                        type.tokens(placedGenerated),
                        type.tokens(placedReference))));
    return new RougeExplanation(generated, reference, scores, Collections.unmodifiableMap(byType));
  }

  /** The text that was judged. */
  public String generated() {
    return generated;
  }

  /** The text it was compared with. */
  public String reference() {
    return reference;
  }

  /** The scores explained, with the profile they were made with. */
  public RougeScores scores() {
    return scores;
  }

  /** What matched under each type, in the order in which the scorer was given the types. */
  public Map<RougeType, RougeAlignment> byType() {
    return byType;
  }

  /**
   * Returns what matched under one type.
   *
   * @throws IllegalArgumentException if that type was not measured
   */
  public RougeAlignment get(RougeType type) {
    var unused = scores.get(type); // says which types there are if this is none of them
    return Objects.requireNonNull(byType.get(type));
  }

  /**
   * This explanation as a page to look at: both texts side by side with matched, missed and extra
   * words marked, for each type, and the scores.
   *
   * @return an HTML document that is also well-formed XML, needs no other file and runs no script.
   *     Characters that HTML forbids show as their symbols, so it can be written as UTF-8.
   */
  public String toHtml() {
    return RougePage.of(this);
  }

  @Override
  public String toString() {
    return "RougeExplanation" + byType.values() + " (" + scores.profile() + ")";
  }
}
