package io.summarizer;

import io.summarizer.audit.Lengths;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is about to do.
 *
 * @param parameters the number of parameters
 * @param train what became of the rows of the training data
 * @param validation likewise, if there is validation data
 * @param stepsPerEpoch optimizer steps of the first epoch; with a token budget others may have a
 *     few more or less
 * @param totalSteps optimizer steps of the run
 * @param stepsDone of them that were made before, by the run that this one goes on with
 * @param padding the share of padding in all tokens of the first epoch, of both sides; 0 to below 1
 * @param lengths how long the training examples are
 * @param evaluations how often the run will still be evaluated, unless it ends early
 * @param settings every option's value, by the name of its setter
 */
public record TrainingPlan(
    long parameters,
    TokenizationReport train,
    Optional<TokenizationReport> validation,
    long stepsPerEpoch,
    long totalSteps,
    long stepsDone,
    double padding,
    ExampleLengths lengths,
    long evaluations,
    Map<String, String> settings) {
  /**
   * How long the examples are after truncation, in tokens.
   *
   * @param source of the articles, with prefix and end token
   * @param target of the summaries, with end token
   */
  public record ExampleLengths(Lengths source, Lengths target) {}

  /** Copies the map. */
  public TrainingPlan {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The value of an option by the name of its setter; "none" where it has none. */
  public String setting(String name) {
    return settings.getOrDefault(name, "none");
  }
}
