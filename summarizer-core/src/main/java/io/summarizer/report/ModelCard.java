package io.summarizer.report;

import io.summarizer.generate.SummarizationSettings;
import io.summarizer.rouge.RougeScores;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a fine-tuned model's README.md says: a <a
 * href="https://huggingface.co/docs/hub/model-cards">model card</a> of the Hugging Face Hub.
 *
 * <p>Nothing in it tells of the machine: of a name with directories only the last part is written,
 * as of every {@link Path} among the hyperparameters. Names are escaped, so that they can neither
 * break the card nor put links into it.
 *
 * @param name the model's name
 * @param origin what was fine-tuned
 * @param settings how it summarizes
 * @param dataSets what it was trained and evaluated on
 * @param hyperparameters by name, in the order in which they are to be listed
 * @param history of the training, the oldest row first; may be empty
 * @param rouge the saved model's mean scores on the last of the data sets, if it was evaluated
 */
public record ModelCard(
    String name,
    Origin origin,
    SummarizationSettings settings,
    List<DataSet> dataSets,
    Map<String, Object> hyperparameters,
    List<HistoryRow> history,
    Optional<RougeScores> rouge) {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Pattern HUB_ID = Pattern.compile("[\\w.-]{1,96}(/[\\w.-]{1,96})?");

  /** Copies lists and map. */
  public ModelCard {
    name = lastPart(name);
    dataSets = List.copyOf(dataSets);
    hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
    history = List.copyOf(history);
    if (rouge.isPresent() && dataSets.isEmpty()) {
      throw new IllegalArgumentException(
          "ModelCard dataSets: expected those that the ROUGE scores were measured on, got none");
    }
  }

  /**
   * The model that was fine-tuned.
   *
   * @param name its name or the name of its directory
   * @param hubId its id at the Hugging Face Hub, such as "google-t5/t5-small", if it has one
   * @param language of the texts as a BCP 47 tag, such as "en", if it is known
   */
  public record Origin(String name, Optional<String> hubId, Optional<String> language) {
    /** Checks the forms. */
    public Origin {
      name = lastPart(name);
      require("hubId", "name or owner/name", HUB_ID, hubId);
      require("language", "a BCP 47 tag such as en or pt-BR", LANGUAGE, language);
    }
  }

  /**
   * A data set that was used.
   *
   * @param role such as "training"
   * @param name its name or the name of its file
   * @param rows how many of its rows were used
   */
  public record DataSet(String role, String name, long rows) {
    /** Takes the directories off the name. */
    public DataSet {
      name = lastPart(name);
    }
  }

  /**
   * A row of the training history.
   *
   * @param epoch epochs done, not always whole
   * @param step optimizer steps done
   * @param trainLoss the mean loss of the epoch that ends there
   * @param validationLoss the loss on the validation data
   * @param rouge the mean scores on the validation data
   */
  public record HistoryRow(
      double epoch,
      long step,
      OptionalDouble trainLoss,
      OptionalDouble validationLoss,
      Optional<RougeScores> rouge) {}

  /** The text of README.md: YAML between two lines of dashes, then Markdown. */
  public String text() {
    return ModelCardMetadata.of(this) + ModelCardBody.of(this);
  }

  /** A name without the directories that may stand before it, of any operating system. */
  static String lastPart(String name) {
    String[] parts = name.split("[/\\\\]+");
    return parts.length == 0 ? "" : parts[parts.length - 1];
  }

  private static void require(
      String component, String expected, Pattern pattern, Optional<String> value) {
    value
        .filter(text -> !pattern.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "ModelCard "
                      + component
                      + ": expected "
                      + expected
                      + ", got "
                      + Quoted.text(text));
            });
  }
}
