package io.summarizer.report;

import com.fasterxml.jackson.annotation.Nulls;
import io.summarizer.Evaluation;
import io.summarizer.rouge.RougeScore;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The records of a run as JSON and back: names as in Python, scores by the name of their type. */
public final class RunJson {
  /** Reads and writes them. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // Of our records nothing may be null; files may have been edited, or damaged.
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
          .addModule(
              new SimpleModule()
                  .addSerializer(RougeScores.class, new ScoresWriter())
                  .addDeserializer(RougeScores.class, new ScoresReader())
                  .addSerializer(Double.class, new NumberWriter())
                  .addSerializer(double.class, new NumberWriter())
                  .addDeserializer(Double.class, new NumberReader())
                  .addDeserializer(double.class, new NumberReader()))
          .build();

  private RunJson() {}

  /** JSON has no NaN and no infinity; null says that there is no number. */
  private static final class NumberWriter extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      if (Double.isFinite(value)) {
        out.writeNumber(value);
      } else {
        out.writeNull();
      }
    }
  }

  private static final class NumberReader extends ValueDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) {
      return in.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class ScoresWriter extends ValueSerializer<RougeScores> {
    @Override
    public void serialize(RougeScores scores, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      scores.byType().forEach((type, score) -> out.writePOJOProperty(type.name(), score));
      out.writeNumberProperty("texts_without_tokens", scores.textsWithoutTokens());
      out.writeEndObject();
    }
  }

  /** Scores of evaluations: their profile is that of {@link Evaluation#SCORER}. */
  private static final class ScoresReader extends ValueDeserializer<RougeScores> {
    @Override
    public RougeScores deserialize(JsonParser in, DeserializationContext context) {
      JsonNode json = context.readTree(in);
      Map<RougeType, RougeScore> byType = new LinkedHashMap<>();
      json.properties().stream()
          .filter(entry -> entry.getValue().isObject())
          .forEach(
              entry ->
                  byType.put(
                      RougeType.parse(entry.getKey()),
                      new RougeScore(
                          entry.getValue().path("precision").asDouble(),
                          entry.getValue().path("recall").asDouble(),
                          entry.getValue().path("f1").asDouble())));
      return new RougeScores(
          Evaluation.SCORER.profile(), byType, json.path("texts_without_tokens").asLong());
    }
  }
}
