package io.summarizer.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids that a tokenizer's {@code post_processor} adds to a text.
 *
 * <p>It is not left to the native library, which ends the process where a template names a token
 * that it does not define.
 */
final class AddedIds {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AddedIds() {}

  /**
   * The ids.
   *
   * @param postProcessor as JSON, checked to be such; may be empty
   * @return none if it is not a template whose ids are told
   */
  static Optional<List<Long>> of(String postProcessor) {
    JsonNode processor = JSON.readTree(postProcessor.isEmpty() ? "null" : postProcessor);
    String type = processor.path("type").asString("");
    if (processor.isNull() || type.equals("ByteLevel")) { // which moves offsets only
      return Optional.of(List.of());
    }
    return type.equals("TemplateProcessing") ? ofTemplate(processor) : Optional.empty();
  }

  private static Optional<List<Long>> ofTemplate(JsonNode processor) {
    List<Long> added = new ArrayList<>();
    for (JsonNode piece : processor.path("single")) {
      if (!piece.has("SpecialToken")) {
        continue;
      }
      String token = piece.path("SpecialToken").path("id").asString("");
      JsonNode ids = processor.path("special_tokens").path(token).path("ids");
      if (ids.isEmpty()) {
        return Optional.empty();
      }
      ids.forEach(id -> added.add(id.asLong(-1)));
    }
    return Optional.of(added);
  }
}
