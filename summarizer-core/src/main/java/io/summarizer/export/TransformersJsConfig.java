package io.summarizer.export;

import io.summarizer.Quantization;
import io.summarizer.text.Tokenizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Transformers.js reads in configuration files besides what Python needs: that the weights
 * stand beside the graphs and of what type they are, and what Python takes for granted with T5.
 *
 * @see <a
 *     href="https://github.com/huggingface/transformers.js/blob/main/packages/transformers/src/configs.js">
 *     Transformers.js, TransformersJSConfig</a>
 */
final class TransformersJsConfig {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TransformersJsConfig() {}

  /** A config.json with these fields. */
  static String of(String config, @Nullable Quantization quantization) {
    ObjectNode json = (ObjectNode) JSON.readTree(config);
    putIfAbsent(json, "is_encoder_decoder", JSON.getNodeFactory().booleanNode(true));
    putIfAbsent(json, "pad_token_id", JSON.getNodeFactory().numberNode(0));
    putIfAbsent(json, "eos_token_id", JSON.getNodeFactory().numberNode(1));
    ObjectNode own = json.putObject("transformers.js_config").put("use_external_data_format", true);
    own.put("dtype", dtype(quantization));
    return json.toPrettyString() + "\n";
  }

  /** A tokenizer_config.json for models that have none. */
  static String tokenizer() {
    return JSON.createObjectNode()
            .put("tokenizer_class", "T5Tokenizer")
            .put("pad_token", Tokenizer.DEFAULT_PAD_TOKEN)
            .put("eos_token", Tokenizer.DEFAULT_EOS_TOKEN)
            .toPrettyString()
        + "\n";
  }

  private static void putIfAbsent(ObjectNode json, String field, JsonNode value) {
    if (!json.hasNonNull(field)) {
      json.set(field, value);
    }
  }

  private static String dtype(@Nullable Quantization quantization) {
    if (quantization == null) {
      return "fp32";
    }
    return switch (quantization) {
      case INT8 -> "q8";
      case INT4 -> "q4";
    };
  }
}
