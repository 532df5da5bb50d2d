package io.summarizer.examples.results;

import io.summarizer.Summary;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A summary as a JSON object for programs, with all its figures. */
public final class SummaryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SummaryJson() {}

  /** The object of a summary of the article with an id; more can be put into it. */
  public static ObjectNode of(String id, Summary summary) {
    ObjectNode json = JSON.createObjectNode().put("id", id).put("text", summary.text());
    ArrayNode ids = json.putArray("token_ids");
    summary.tokenIds().forEach(ids::add);
    return json.put("score", summary.score())
        .put("input_tokens", summary.inputTokens())
        .put("used_tokens", summary.usedTokens())
        .put("truncated", summary.truncated())
        .put("parts", summary.parts())
        .put("ending", summary.ending().name().toLowerCase(Locale.ROOT));
  }

  /** Puts texts into an object. */
  public static void put(ObjectNode json, String field, List<String> texts) {
    texts.forEach(json.putArray(field)::add);
  }
}
