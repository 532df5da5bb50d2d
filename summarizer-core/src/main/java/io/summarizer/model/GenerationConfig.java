package io.summarizer.model;

import io.summarizer.CheckpointException;
import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.options.Checks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model's own generation options in its Hugging Face files: generation_config.json, and for what
 * is not said there config.json's {@code task_specific_params.summarization}, as the original T5
 * models have it. Models older than generation_config.json have their options in config.json
 * itself.
 */
public final class GenerationConfig {
  private static final Logger LOG = LoggerFactory.getLogger(GenerationConfig.class);
  static final String FILE = "generation_config.json";
  private static final String TASK = "summarization";

  private static final String TOKEN_LISTS = "a list of lists of token ids";

  /** max_length and min_length count the token that the decoder starts from. */
  private static final int START_TOKENS = 1;

  private GenerationConfig() {}

  /**
   * The options of a model; what neither file says is the default.
   *
   * @throws CheckpointException if a value is wrong, or values do not go together
   */
  public static GenerationOptions of(Checkpoint checkpoint) {
    Optional<Path> file = checkpoint.file(FILE);
    ObjectNode json = file.isPresent() ? Json.emptyObject() : checkpoint.config().json();
    json.setAll(checkpoint.config().taskSpecificParams(TASK));
    file.ifPresent(path -> json.setAll(withoutNulls(Json.readObject(path))));
    Path source = file.orElse(checkpoint.directory().resolve("config.json"));
    GenerationOptions options = parse(json, source);
    try {
      check(options, checkpoint.config());
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source, "cannot generate with " + e.getMessage());
    }
    return options;
  }

  /**
   * The network as it generates: with the special tokens that generation_config.json names, which
   * Hugging Face takes there instead of config.json's.
   *
   * @throws CheckpointException if it names a token that the model does not have, or several
   */
  public static T5Config network(Checkpoint checkpoint) {
    return checkpoint
        .file(FILE)
        .map(file -> checkpoint.config().withTokens(Json.readObject(file), file))
        .orElse(checkpoint.config());
  }

  /**
   * Checks that options fit a model.
   *
   * @throws IllegalArgumentException if a token is not in its vocabulary, or that is too small
   */
  public static void check(GenerationOptions options, T5Config config) {
    int size = config.vocabSize();
    options
        .forbiddenTokens()
        .forEach(ids -> ids.forEach(id -> checkToken("forbiddenTokens", id, size)));
    options.forcedFirstToken().ifPresent(id -> checkToken("forcedFirstToken", id, size));
    if (options.beams() * 2L > size) {
      throw Checks.invalid("beams", "at most half of the vocabulary, " + size / 2, options.beams());
    }
  }

  private static void checkToken(String option, int id, int size) {
    if (id >= size) {
      throw Checks.invalid(option, "ids below the vocabulary's size, " + size, id);
    }
  }

  /**
   * Options under Hugging Face's names.
   *
   * @param source the file, for messages
   */
  public static GenerationOptions parse(ObjectNode json, Path source) {
    ConfigFields fields = new ConfigFields(json, source);
    IgnoredGenerationFields.warn(LOG, json, source);
    GenerationOptions absent = GenerationOptions.defaults();
    int maxNewTokens = length(fields, "max_new_tokens", "max_length", 1, absent.maxNewTokens());
    int minNewTokens = length(fields, "min_new_tokens", "min_length", 0, absent.minNewTokens());
    try {
      GenerationOptions.Builder builder =
          GenerationOptions.builder()
              .beams(count(fields, "num_beams", 1, absent.beams()))
              .returnedSummaries(
                  count(fields, "num_return_sequences", 1, absent.returnedSummaries()))
              .lengthPenalty(number(fields, "length_penalty", absent.lengthPenalty()))
              .earlyStopping(earlyStopping(fields, json))
              .maxNewTokens(maxNewTokens)
              // Of different files, or taken from elsewhere: Hugging Face warns and goes on.
              .minNewTokens(Math.min(minNewTokens, maxNewTokens))
              .noRepeatNgram(count(fields, "no_repeat_ngram_size", 0, absent.noRepeatNgram()))
              .repetitionPenalty(number(fields, "repetition_penalty", absent.repetitionPenalty()))
              .forbiddenTokens(forbiddenTokens(fields, json))
              .doSample(fields.flag("do_sample", absent.doSample()))
              .temperature(number(fields, "temperature", absent.temperature()))
              .topK(count(fields, "top_k", 0, absent.topK()))
              .topP(number(fields, "top_p", absent.topP()))
              .minP(number(fields, "min_p", absent.minP()));
      if (fields.has("forced_bos_token_id")) {
        builder =
            builder.forcedFirstToken(fields.integer("forced_bos_token_id", 0, Integer.MAX_VALUE));
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(source, "cannot generate with " + e.getMessage());
    }
  }

  private static int length(
      ConfigFields fields, String ofNewTokens, String ofAll, int least, int absent) {
    if (fields.has(ofNewTokens)) {
      return fields.integer(ofNewTokens, least, Integer.MAX_VALUE);
    }
    return fields.has(ofAll)
        ? Math.max(least, fields.integer(ofAll, 0, Integer.MAX_VALUE) - START_TOKENS)
        : absent;
  }

  private static int count(ConfigFields fields, String field, int least, int absent) {
    return fields.integer(field, least, Integer.MAX_VALUE, absent);
  }

  private static double number(ConfigFields fields, String field, double absent) {
    return fields.number(field, -Double.MAX_VALUE, Double.MAX_VALUE, absent);
  }

  private static EarlyStopping earlyStopping(ConfigFields fields, ObjectNode json) {
    String field = "early_stopping";
    JsonNode value = json.path(field);
    if (!fields.has(field)) {
      return EarlyStopping.HEURISTIC;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? EarlyStopping.WHEN_ENOUGH : EarlyStopping.HEURISTIC;
    }
    if (value.isString() && value.stringValue().equals("never")) {
      return EarlyStopping.NEVER;
    }
    throw fields.invalid(field, "true, false or \"never\"");
  }

  private static List<List<Integer>> forbiddenTokens(ConfigFields fields, ObjectNode json) {
    String field = "bad_words_ids";
    List<List<Integer>> sequences = new ArrayList<>();
    if (fields.has(field)) {
      for (JsonNode sequence : array(json.path(field), fields, field)) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : array(sequence, fields, field)) {
          if (!id.isInt()) {
            throw fields.invalid(field, TOKEN_LISTS);
          }
          ids.add(id.intValue());
        }
        sequences.add(ids);
      }
    }
    return sequences;
  }

  private static JsonNode array(JsonNode node, ConfigFields fields, String field) {
    if (node.isArray()) {
      return node;
    }
    throw fields.invalid(field, TOKEN_LISTS);
  }

  /**
   * A writer that keeps {@code options} with the model it writes, so that both this library and
   * Hugging Face generate with them; other fields of the model's own file stay.
   *
   * <p>What is a default is written too where config.json's task could say something else.
   */
  public static CheckpointWriter addTo(
      CheckpointWriter writer, Checkpoint model, GenerationOptions options) {
    ObjectNode json =
        model
            .file(FILE)
            .map(Json::readObject)
            .orElseGet(() -> CheckpointWriter.defaultGenerationConfig(model.config()));
    write(options, json);
    return writer.withFile(FILE, Json.toBytes(json));
  }

  private static void write(GenerationOptions options, ObjectNode json) {
    json.remove(List.of("max_length", "min_length", "bad_words_ids", "forced_bos_token_id"));
    json.remove(List.of("temperature", "top_k", "top_p", "min_p"));
    json.put("max_new_tokens", options.maxNewTokens())
        .put("min_new_tokens", options.minNewTokens())
        .put("num_beams", options.beams())
        .put("num_return_sequences", options.returnedSummaries())
        .put("length_penalty", options.lengthPenalty())
        .put("no_repeat_ngram_size", options.noRepeatNgram())
        .put("repetition_penalty", options.repetitionPenalty())
        .put("do_sample", options.doSample());
    switch (options.earlyStopping()) {
      case WHEN_ENOUGH -> json.put("early_stopping", true);
      case HEURISTIC -> json.put("early_stopping", false);
      case NEVER -> json.put("early_stopping", "never");
    }
    if (!options.forbiddenTokens().isEmpty()) {
      ArrayNode sequences = json.putArray("bad_words_ids");
      options.forbiddenTokens().forEach(ids -> ids.forEach(sequences.addArray()::add));
    }
    options.forcedFirstToken().ifPresent(token -> json.put("forced_bos_token_id", token));
    if (options.doSample()) { // Hugging Face warns of them otherwise
      json.put("temperature", options.temperature())
          .put("top_k", options.topK())
          .put("top_p", options.topP())
          .put("min_p", options.minP());
    }
  }

  private static ObjectNode withoutNulls(ObjectNode json) {
    json.removeIf(JsonNode::isNull);
    return json;
  }
}
