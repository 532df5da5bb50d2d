package io.summarizer.generate;

import io.summarizer.CheckpointException;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.Json;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.TokenizerException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a model was taught to summarize, kept beside it in {@code summarizer.json}, so that it is
 * used as it was trained; what its summaries are to be like is in its {@link
 * io.summarizer.model.GenerationConfig}. A model without that file is used by its config.json's
 * {@code task_specific_params.summarization}, as Hugging Face's T5 models have it, or by defaults.
 *
 * @param prefix what stands before every article
 * @param maxSourceLength tokens of an article, with prefix and end token
 */
public record SummarizationSettings(String prefix, int maxSourceLength) {
  private static final String FILE = "summarizer.json";

  /** One token of the article and the end token. */
  private static final int LEAST_LENGTH = 2;

  /** The settings of a model. */
  public static SummarizationSettings of(Checkpoint checkpoint) {
    Path file = checkpoint.directory().resolve(FILE);
    if (!Files.exists(file)) {
      JsonNode task = checkpoint.config().taskSpecificParams("summarization");
      return new SummarizationSettings(
          task.path("prefix").asString(Tokenizer.DEFAULT_PREFIX),
          Tokenizer.DEFAULT_MAX_SOURCE_LENGTH);
    }
    ObjectNode json = Json.readObject(file);
    return new SummarizationSettings(
        text(file, json, "prefix"), length(file, json, "max_source_length"));
  }

  private static String text(Path file, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isString()) {
      throw new CheckpointException(
          file, "\"" + field + "\": expected a text, got " + Json.text(value));
    }
    return value.asString();
  }

  private static int length(Path file, JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isInt() || value.asInt() < LEAST_LENGTH) {
      throw new CheckpointException(
          file, "\"" + field + "\": expected a whole number of 2 or more, got " + Json.text(value));
    }
    return value.asInt();
  }

  /** A writer that keeps these settings with the model it writes. */
  public CheckpointWriter addTo(CheckpointWriter writer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prefix", prefix).put("max_source_length", maxSourceLength);
    return writer.withFile(
        FILE, json.toPrettyString().concat("\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The model's tokenizer under these settings.
   *
   * @param maxTargetLength tokens of a summary that is read, with the end token, 2 or more
   * @throws TokenizerException if it is missing, or has tokens that the model has no place for
   */
  public Tokenizer tokenizer(Checkpoint checkpoint, int maxTargetLength) {
    Tokenizer tokenizer = build(checkpoint, maxTargetLength);
    int places = checkpoint.config().vocabSize();
    if (tokenizer.vocabularySize() > places) {
      int size = tokenizer.vocabularySize();
      tokenizer.close();
      throw new TokenizerException(
          tokenizer.file()
              + ": expected at most "
              + places
              + " tokens, the model's vocab_size, got "
              + size
              + "; it is the tokenizer of another model");
    }
    return tokenizer;
  }

  private Tokenizer build(Checkpoint checkpoint, int maxTargetLength) {
    Tokenizer.Builder builder =
        Tokenizer.builder()
            .file(checkpoint.directory())
            .prefix(prefix)
            .maxSourceLength(maxSourceLength)
            .maxTargetLength(maxTargetLength);
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      if (equals(of(checkpoint))) { // nobody has asked for them but the model's files
        throw new CheckpointException(
            checkpoint.directory(), "cannot be used with its own settings: " + e.getMessage());
      }
      throw e;
    }
  }
}
