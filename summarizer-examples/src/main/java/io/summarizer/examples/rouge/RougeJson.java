package io.summarizer.examples.rouge;

import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeComparison;
import io.summarizer.rouge.RougeConfidence;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Scores as a JSON object for programs: fractions with all their digits. */
public final class RougeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RougeJson() {}

  /** The object; more can be put into it. */
  public static ObjectNode of(RougeResult result) {
    RougeAggregate first = result.first().scores();
    Bootstrap bootstrap = result.bootstrap();
    ObjectNode json = JSON.createObjectNode().put("profile", first.profile().toString());
    json.put("count", first.count());
    json.put("figure", first.profile().corpusFigure().name().toLowerCase(Locale.ROOT));
    json.putObject("bootstrap")
        .put("confidence", bootstrap.level())
        .put("resamples", bootstrap.resamples())
        .put("seed", bootstrap.seed());
    addSystem(json, result.first(), bootstrap);
    result
        .comparison()
        .ifPresent(
            comparison -> {
              addSystem(json.putObject("compared"), result.systems().get(1), bootstrap);
              addComparison(json.putObject("comparison"), comparison);
            });
    return json;
  }

  private static void addSystem(ObjectNode json, ScoredFile system, Bootstrap bootstrap) {
    RougeAggregate scores = system.scores();
    RougeScores figures = scores.headline(bootstrap);
    RougeConfidence confidence = scores.confidence(bootstrap);
    json.put("predictions", system.name());
    json.put("texts_without_tokens", scores.textsWithoutTokens());
    ObjectNode byType = json.putObject("scores");
    for (RougeType type : scores.types()) {
      ObjectNode node = byType.putObject(type.name());
      addScore(node, figures.get(type));
      addScore(node.putObject("low"), confidence.low().get(type));
      addScore(node.putObject("mid"), confidence.mid().get(type));
      addScore(node.putObject("high"), confidence.high().get(type));
    }
  }

  private static void addScore(ObjectNode json, RougeScore score) {
    json.put("precision", score.precision()).put("recall", score.recall()).put("f1", score.f1());
  }

  private static void addComparison(ObjectNode json, RougeComparison comparison) {
    comparison
        .byType()
        .forEach(
            (type, difference) ->
                json.putObject(type.name())
                    .put("f1_difference", difference.f1())
                    .put("low", difference.low())
                    .put("high", difference.high())
                    .put("p_value", difference.pValue()));
  }
}
