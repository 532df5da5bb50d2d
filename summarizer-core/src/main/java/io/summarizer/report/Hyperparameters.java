package io.summarizer.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The settings of a run that decide what its model is like, and are the same on every machine. */
public final class Hyperparameters {
  /** Files, and what does not change the model. */
  static final Set<String> OTHERS =
      Set.of(
          "model",
          "train",
          "validation",
          "tokenCache",
          "outputDirectory",
          "overwriteOutput",
          "saveEvery",
          "saveLimit",
          "evaluationBatchSize",
          "evaluationSamples",
          "resume",
          "device",
          "threads",
          "stepsPerCall",
          "thermalLimits",
          "logEvery",
          "reports");

  private Hyperparameters() {}

  /**
   * Takes them out of all settings, in their order.
   *
   * @param settings of a {@link io.summarizer.TrainingPlan}
   * @return by name: numbers and booleans as such, all else as text
   */
  public static Map<String, Object> of(Map<String, String> settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    settings.forEach(
        (name, text) -> {
          if (!OTHERS.contains(name)) {
            values.put(name, value(text));
          }
        });
    return values;
  }

  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
