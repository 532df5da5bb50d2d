package io.summarizer.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Generation options of Hugging Face that change its summaries, and that this library lacks. */
final class IgnoredGenerationFields {
  private static final Set<String> NAMES =
      Set.of(
          "begin_suppress_tokens",
          "constraints",
          "diversity_penalty",
          "encoder_no_repeat_ngram_size",
          "encoder_repetition_penalty",
          "epsilon_cutoff",
          "eta_cutoff",
          "exponential_decay_length_penalty",
          "force_words_ids",
          "forced_eos_token_id",
          "guidance_scale",
          "num_beam_groups",
          "penalty_alpha",
          "renormalize_logits",
          "sequence_bias",
          "suppress_tokens",
          "top_h",
          "typical_p",
          "watermarking_config");

  private IgnoredGenerationFields() {}

  /** Names those that a file sets to something that matters. */
  static void warn(Logger log, ObjectNode json, Path source) {
    List<String> set =
        NAMES.stream().filter(name -> matters(name, json.path(name))).sorted().toList();
    if (!set.isEmpty()) {
      log.warn("{}: {} are not supported and ignored; summaries may differ", source, set);
    }
  }

  /** Older files spell out defaults: 0, 1, false or null. */
  private static boolean matters(String name, JsonNode value) {
    if (value.isNumber() && !name.endsWith("_id")) {
      return value.asDouble() != 0 && value.asDouble() != 1;
    }
    return !value.isMissingNode() && !value.isNull() && value.asBoolean(true);
  }
}
